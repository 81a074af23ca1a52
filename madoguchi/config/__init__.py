"""Settings, urls and wiring: it knows every capability and none knows it."""
