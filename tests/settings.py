"""The product's settings in an installation that lives for one run of the tests.

The environment is set before the product reads it: what the person at the keyboard has set for a real installation
must not be touched, only the database server may be chosen.
"""

import atexit
import os
import shutil
import tempfile

MAY_BE_CHOSEN = {"MADOGUCHI_DATABASE_URL", "MADOGUCHI_SCREENSHOTS"}
for name in [name for name in os.environ if name.startswith("MADOGUCHI_") and name not in MAY_BE_CHOSEN]:
    del os.environ[name]
os.environ["MADOGUCHI_DATA"] = tempfile.mkdtemp(prefix="madoguchi-tests-")
os.environ["MADOGUCHI_SECRET_KEY"] = "a-secret-of-the-tests-that-is-long-enough-to-be-one-0123456789"
atexit.register(shutil.rmtree, os.environ["MADOGUCHI_DATA"], ignore_errors=True)

from madoguchi.config.settings import *  # noqa: E402, F403, TID251 -- these are settings
from madoguchi.config.settings import DATA, DATABASES, STATIC_ROOT  # noqa: E402, TID251

STATIC_ROOT.mkdir()  # nothing is collected: static files keep their plain names
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # a good one takes its time on purpose

_database = DATABASES["default"]
if _database["ENGINE"] == "madoguchi.config.sqlite":
    # A file as in the product, so that threads and processes meet as they do there; but a power cut may lose it.
    _database["TEST"] = {"NAME": str(DATA / "test.sqlite3")}
    _options = _database["OPTIONS"]
    assert isinstance(_options, dict)
    _options["init_command"] = _options["init_command"].replace("synchronous=FULL", "synchronous=OFF")
