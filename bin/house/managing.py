"""`bin/catalog` and `bin/journal`: Django's commands under the names of what they are about."""

import os
import sys

from house.places import PYTHON, ROOT, environment
from house.setting_up import set_up


def manage(command: str) -> int:
    """Becomes `manage.py <command> …`, with the data folder of the environment (MADOGUCHI_DATA, else `data`)."""
    set_up()
    os.chdir(ROOT)
    os.execve(PYTHON, [str(PYTHON), "manage.py", command, *sys.argv[1:]], environment())  # noqa: S606 -- the shell is not needed
