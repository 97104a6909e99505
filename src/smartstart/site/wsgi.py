"""What the web server calls."""

import os

from django.core.wsgi import get_wsgi_application

from smartstart.site.memory import settle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smartstart.site.settings.workspace")

application = get_wsgi_application()
settle()
