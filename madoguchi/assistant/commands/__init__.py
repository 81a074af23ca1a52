"""The verbs of the assistant, one file each."""
