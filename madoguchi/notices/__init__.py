"""Telling people: letters as PDF, the inbox, mail. Does not decide what is told."""
