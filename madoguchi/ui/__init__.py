"""The base page, components, styles and scripts, and the gallery that shows them."""
