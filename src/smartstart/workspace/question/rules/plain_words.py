"""The example of "wat doen we met gegevens": to start from, and to be filled in."""

import re

from smartstart.web.accounts.rules.states import RuleBroken

EXAMPLE = """\
Wij willen weten [de vraag in gewone woorden].

Daarvoor kijken onderzoekers naar gegevens over groepen mensen. Die gegevens staan bij [waar de gegevens staan]. Namen \
en adressen zijn eraf gehaald. De gegevens blijven daar: de gemeente krijgt ze niet te zien.

De gemeente krijgt alleen zinnen en cijfers over groepen. Een groep die te klein is, laten we weg. Zo kan niemand zien \
of het over u gaat.

We gebruiken de uitkomst om [wat er met de uitkomst gebeurt]. Niemand krijgt door deze cijfers een stempel, en niemand \
verliest er iets door.

We bewaren de uitkomst tot [tot wanneer]. Wilt u meer weten, of bent u het er niet mee eens? Neem contact op met \
[wie, en hoe te bereiken]."""

_TO_FILL_IN = re.compile(r"\[[^\]]*\]")


def check_filled_in(text: str) -> None:
    """Refuse a text in which something of the example still has to be filled in.

    Raises:
        RuleBroken: with what is still open.
    """
    left = _TO_FILL_IN.findall(text)
    if left:
        raise RuleBroken(f"Vul nog in, of haal weg: {', '.join(left)}.", "plain")
