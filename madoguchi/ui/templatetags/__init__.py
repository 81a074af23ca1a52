"""Template tags, registered as builtins: no page needs to load them."""
