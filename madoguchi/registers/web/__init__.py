"""The pages about imports, for administrators."""
