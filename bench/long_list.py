"""The desk over a million cases on PostgreSQL: every tab, filter, search and later page, and how the rules do."""

import os
import subprocess
import sys
import tempfile

from house import postgresql
from house.places import PYTHON, ROOT, environment


def main() -> int:
    """Fill a PostgreSQL of our own, and look at the pages as an officer does; 1 where one of them is slow."""
    with tempfile.TemporaryDirectory(prefix="madoguchi-bench-") as data, postgresql.cluster(durable=True) as address:
        env = environment(MADOGUCHI_DATA=data, MADOGUCHI_DATABASE_URL=address, MADOGUCHI_DEMO="1")
        print(f"PostgreSQL（既定の設定、fsyncあり）、{os.cpu_count()}コア", flush=True)
        command = [str(PYTHON), str(ROOT / "bench" / "million.py"), *sys.argv[1:]]
        return subprocess.run(command, cwd=ROOT, env=env, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
