"""Applications on paper: the form printed from the definition, and what is read back from a scan of it."""
