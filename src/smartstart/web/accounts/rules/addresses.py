"""From where somebody asks, as a proxy tells it."""

import ipaddress
import re

_WITH_PORT = re.compile(r"\[([^\]]*)\](?::\d+)?|([^:]*):\d+")


def address_in(told: str) -> str:
    """Return the address that a proxy wrote down, without the port that some add; empty when it is no address.

    An address with a zone ("fe80::1%eth0") means something on one machine only, and PostgreSQL does not take it.
    """
    text = told.strip()
    port = _WITH_PORT.fullmatch(text)
    try:
        found = ipaddress.ip_address((port[1] or port[2] or "") if port else text)
    except ValueError:
        return ""
    return "" if "%" in str(found) else str(found)
