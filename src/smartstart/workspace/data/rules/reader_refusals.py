"""What the reader of releases refuses, as a page says it: our title and remedy, the reader's own words between them."""

from smartstart.release.refusals import Reason, ReleaseError
from smartstart.workspace.data.rules.refusals import Ground, Refusal, refuse

ASK_MAKER = "Vraag de vrijgave opnieuw op bij wie haar maakte."

_GROUNDS = {
    Reason.ABSENT: Ground.NOT_A_RELEASE,
    Reason.NOT_A_RELEASE: Ground.NOT_A_RELEASE,
    Reason.DAMAGED: Ground.DAMAGED,
    Reason.TOO_LARGE: Ground.TOO_LARGE,
    Reason.UNKNOWN_VERSION: Ground.UNKNOWN_VERSION,
    Reason.MALFORMED: Ground.MALFORMED,
    Reason.CONTRADICTORY: Ground.CONTRADICTORY,
    Reason.DRAFT: Ground.DRAFT,
    Reason.UNSIGNED: Ground.UNSIGNED,
    Reason.UNTRUSTED_KEY: Ground.UNTRUSTED_KEY,
    Reason.ALTERED: Ground.ALTERED,
}

MENDS = {
    Ground.UNKNOWN_VERSION: "Vraag de beheerder om Smart Start bij te werken, of vraag de maker om een vrijgave in de "
    "vorm die hierboven staat.",
    Ground.DRAFT: "Vraag de maker om de studie te laten goedkeuren en haar daarna gewoon te draaien. Dan komt er een "
    "ondertekende vrijgave.",
    Ground.UNTRUSTED_KEY: "Komt de vrijgave van een bekende maker? Laat dan de beheerder de openbare sleutel van die "
    "maker toevoegen, en de vingerafdruk langs een andere weg nakijken, bijvoorbeeld per telefoon.",
    Ground.ALTERED: "Gebruik deze vrijgave niet. " + ASK_MAKER + " Vertel het ook aan uw beheerder.",
}


def refusal_of(error: ReleaseError) -> Refusal:
    """Return what the reader refused as a page shows it, with the reader's own words."""
    ground = _GROUNDS[error.reason]
    mend = MENDS.get(ground) or _sentence(error.mend) or ASK_MAKER
    return refuse(ground, error.what, error.where, expected=error.expected, mend=mend)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith('.') else '.'}" if text else ""
