"""A lived-in demo: residents and officers played through the commands everybody uses, day by day (ADR 0022).

Nothing here writes a row of its own: what the pages call is called here, at the moment it would have happened. Each
module is one subject; another one joins by being put into the day in `days.py`.
"""
