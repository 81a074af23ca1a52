"""The desk: the officer's queue, case file and acts."""
