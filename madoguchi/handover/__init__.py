"""To the core systems: one file per day and system, its receipt, and short messages to programs that asked for them.

It hands over what `cases` decided or received; it changes no case, and what comes back is a list for the desk.
"""
