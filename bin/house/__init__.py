"""What the commands in `bin/` share. Only Python's own library: they must run before anything is installed."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 -- it runs with whatever Python the machine has
    sys.exit(f"Python 3.11以上が必要です（いまは {sys.version.split()[0]} ）。 Python >= 3.11 is needed.")
