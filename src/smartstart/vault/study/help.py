"""Which factors say that somebody sought or got help: those are never offered as something that makes a risk.

Who gets help has it because something was wrong. So "children with youth care are placed out of home more often" turns
cause and effect around. Benefits and allowances are income, not help in this sense.
"""

import re

_HELP = re.compile(
    r"hulp|jeugdzorg|jeugdbescherming|jeugdreclassering|begeleiding|behandeling|therapie|ggz|wijkteam"
    r"|maatschappelijk werk|toezicht|uithuisplaatsing|zorgtraject|zorggebruik|verwijzing"
    r"|\bjgd[hb]",  # the columns of youth help and child protection at Statistics Netherlands
    re.IGNORECASE,
)


def is_help(name: str, title: str) -> bool:
    """Return whether a factor, by its name or title, is about help or care."""
    return _HELP.search(f"{name} {title}".replace("_", " ")) is not None
