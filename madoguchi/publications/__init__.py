"""What the ward has published: versions of definitions, insert-only, and which is in force."""
