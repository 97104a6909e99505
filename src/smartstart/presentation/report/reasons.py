"""The kinds of reason for which a number stays inside, in plain sentences.

A release names the kinds that its policy knows, the same list every time, so that nobody can see which one applied
where. A kind that is not known here is shown in its own words.
"""

from smartstart.presentation import dutch
from smartstart.release.contents import Outline

PLAIN: dict[str, str] = {
    "te weinig personen": "Het cijfer gaat over te weinig mensen.",
    "te weinig huishoudens": "Het cijfer gaat over te weinig huishoudens.",
    "te weinig gebeurtenissen": "Het gebeurde te weinig keer.",
    "te weinig personen zonder de uitkomst": "Bijna iedereen in de groep maakte dit mee. Dan "
    "weet je het van elk van hen.",
    "bijna iedereen in de groep heeft een gevoelig kenmerk": "Bijna iedereen in de groep heeft hetzelfde gevoelige "
    "kenmerk. Dan weet je het van elk van hen.",
    "een schatting die op te weinig rust": "Het cijfer is een schatting, en er zijn te weinig mensen om goed te "
    "schatten.",
    "een schatting die te grof zou worden": "Het cijfer is een schatting die we zo ver moeten afronden dat ze niets "
    "meer zegt.",
    "een schatting of bedrag bij een telling die niet getoond wordt": "Het cijfer is een schatting of bedrag over een "
    "groep waarvan we een aantal niet laten zien. Het zou dat aantal verraden.",
    "een bedrag dat een ander bedrag verraadt": "Met dit bedrag kun je een ander bedrag uitrekenen, van te "
    "weinig mensen.",
    "een bedrag waarin een bijdrager opvalt": "Van het bedrag komt te veel van één persoon, gezin of instelling.",
    "een kwantiel met te weinig personen aan een kant": "Te weinig mensen hebben meer dan dit bedrag, of te "
    "weinig minder.",
    "een laagste of hoogste waarde": "Het cijfer is het laagste of hoogste van allemaal: dat gaat over één persoon.",
    "samen met andere cijfers uit te rekenen": "Met dit cijfer en andere cijfers samen kun je een te kleine groep "
    "uitrekenen.",
    "verschilt te weinig van dezelfde groep op andere dagen of in een ander gebied": "Er is ook een cijfer over bijna "
    "dezelfde groep, van andere dagen of een ander gebied. Met het verschil reken je een te kleine groep uit.",
    "telling op de helft naast het geheel": "Het cijfer telt maar de helft van de mensen. Naast het cijfer van "
    "iedereen kun je dan de andere helft uitrekenen.",
    "verschilt te weinig van een andere groep": "Er is ook een cijfer over bijna dezelfde groep. Met het verschil "
    "reken je een te kleine groep uit.",
    "laat te weinig personen of huishoudens over": "Er is ook een cijfer over bijna dezelfde mensen of gezinnen. Met "
    "het verschil reken je een te kleine groep uit.",
    "laat zien dat enkele personen of huishoudens bij meer dan één groep horen": "Met dit cijfer en andere cijfers "
    "samen zie je dat enkele mensen bij meer dan één groep horen.",
    "zou een andere, te kleine groep verraden": "Met dit cijfer kun je het cijfer van een te kleine groep uitrekenen.",
    "dezelfde groep is ergens anders niet getoond": "Over dezelfde groep laten we op een andere plek ook niets zien.",
    "een verhouding met een telling die niet getoond wordt": "Het cijfer is berekend met een aantal dat we niet laten "
    "zien.",
    "niet te beoordelen": "We konden niet nagaan of het cijfer veilig is.",
}


_POLICIES = {"cbs-ra": "de regels van het CBS", "strict": "strenge regels van dit project"}


def policy_words(policy: str) -> str:
    """Return by whose rules it was decided what may leave: "de regels van het CBS"."""
    return _POLICIES.get(policy, "de regels van deze release")


def in_words(outline: Outline) -> tuple[str, ...]:
    """Return the kinds of reason as sentences; none when nothing was withheld."""
    if not outline.withheld:
        return ()
    return tuple(dict.fromkeys(PLAIN.get(kind, dutch.sentence(kind)) for kind in outline.reasons))
