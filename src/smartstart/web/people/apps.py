"""The app `people`: pages on accounts; the tables are in `accounts`."""

from typing import Any

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class PeopleConfig(AppConfig):
    """Mensen en rollen."""

    name = "smartstart.web.people"
    label = "web_people"
    verbose_name = "Mensen en rollen"

    def ready(self) -> None:
        """A login begins a visit, and is a line in the log; so is what was refused of an account or a role."""
        from smartstart.web.accounts.models import RoleAssignment, User
        from smartstart.web.audit import objects
        from smartstart.web.people import logins

        objects.register("account", objects.rows(User, "account", place="home_id"))
        objects.register("role", objects.rows(RoleAssignment, "account", shown="user_id"))
        logins.listen()
        user_logged_in.connect(_begin_visit, dispatch_uid="smartstart.people.visit")


def _begin_visit(user: Any, **_: Any) -> None:
    from smartstart.web.people.actions.visits import begin_visit

    begin_visit(account=user.pk)
