"""The app `accounts`."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Mensen en rollen."""

    name = "smartstart.web.accounts"
    label = "web_accounts"
    verbose_name = "Mensen en rollen"
