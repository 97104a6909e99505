"""Settings under which the tests run: the real ones, in a folder of their own, with a quick password hasher."""

import os
import tempfile

os.environ.setdefault("SMARTSTART_HOME", tempfile.mkdtemp(prefix="smartstart-test-"))
os.environ.setdefault("SMARTSTART_SECRET_KEY", "only-for-tests-" + "x" * 50)

from smartstart.site.settings.workspace import *  # noqa: F403
from smartstart.site.settings.workspace import STATIC_ROOT, STORAGES

STATIC_ROOT.mkdir(parents=True, exist_ok=True)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# A live server in a test has no collected files with hashed names.
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
ALLOWED_HOSTS = ["*"]
