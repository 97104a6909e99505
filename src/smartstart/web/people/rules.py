"""Login names, one-time passwords, and when a role must be looked at again: plain decisions."""

import datetime as dt
import re
import secrets
import unicodedata

from smartstart.web.accounts.rules.roles import Role

REVIEW_AFTER = dt.timedelta(days=92)
"""Special rights are looked at every three months (BIO2 8.02.01); we do it for every role."""

WHOLE_MUNICIPALITY = frozenset({Role.ADMINISTRATOR})
"""Roles that cannot be given for one question: who manages people does so for all of them."""

CODE_DAYS = 7
"""How long somebody's code for another municipality holds."""

_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that look alike
_GROUPS, _GROUP = 4, 4
_LONGEST_NAME = 40
_NUMBERS = 900


def one_time_password() -> str:
    """Return a password for the first login, easy to read aloud: four groups of four, about 79 bits."""
    return "-".join("".join(secrets.choice(_SIGNS) for _ in range(_GROUP)) for _ in range(_GROUPS))


def login_name(name: str) -> str:
    """Return a login name: the name in plain letters, and a number that tells nothing of who else has an account."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    stem = ".".join(words)[:_LONGEST_NAME].strip(".") or "collega"
    return f"{stem}.{100 + secrets.randbelow(_NUMBERS)}"
