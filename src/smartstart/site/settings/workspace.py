"""The room of the municipality: the workspace."""

from smartstart.site.settings.base import *  # noqa: F403 - a room is the base and what it adds
from smartstart.site.settings.base import SHARED_APPS
from smartstart.site.settings.environment import env, flag

ROOM = "workspace"
ROOT_URLCONF = "smartstart.site.urls"
WSGI_APPLICATION = "smartstart.site.wsgi.application"
INSTALLED_APPS = [
    *SHARED_APPS,
    # a later step may know an earlier one, never the reverse
    "smartstart.workspace.directory",
    "smartstart.workspace.publishing",
    "smartstart.workspace.pilots",
    "smartstart.workspace.question",
    "smartstart.workspace.data",
    "smartstart.workspace.insight",
    "smartstart.workspace.overview",
]
SMARTSTART_INVENTED = flag("SMARTSTART_INVENTED", default=False)  # a workplace with only invented municipalities
SMARTSTART_THEME_CSS = env.str("SMARTSTART_THEME_CSS", default="")
SMARTSTART_CONTACT = env.str("SMARTSTART_CONTACT", default="")  # an e-mail address for citizens
SMARTSTART_TEST_REPORT = env.str(
    "SMARTSTART_TEST_REPORT", default=""
)  # the folder with the signed report of this build
SMARTSTART_BUILD_KEY = env.str("SMARTSTART_BUILD_KEY", default="")  # the public key of whoever builds
