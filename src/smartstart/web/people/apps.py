"""The app `people`: pages on accounts; the tables are in `accounts`."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Mensen en rollen."""

    name = "smartstart.web.people"
    label = "web_people"
    verbose_name = "Mensen en rollen"
