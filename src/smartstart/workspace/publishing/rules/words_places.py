"""Words for places, and for where people come from."""

from smartstart.workspace.publishing.rules.word_entries import Entry, Kind

_WHERE = r"(?:wijk(?:en)?|buurt(?:en)?|straat|straten|flats?|gebied(?:en)?|dorp(?:en)?|stadsdeel|stadsdelen)"

_PLACES = (
    Entry(
        "achterstandswijk",
        Kind.PLACE,
        rf"achterstands?[- ]?{_WHERE}[a-z]*",
        "wijk waar meer gezinnen weinig geld hebben",
    ),
    Entry("probleemwijk", Kind.PLACE, rf"probleem[- ]?{_WHERE}[a-z]*", "wijk waar meer zorgen samenkomen"),
    Entry("risicowijk", Kind.PLACE, rf"(?:hoog[- ]?)?risico[- ]?{_WHERE}[a-z]*", "wijk waar dit vaker voorkomt"),
    Entry(
        "armoedewijk",
        Kind.PLACE,
        rf"(?:armoede|krotten|arbeiders)[- ]?{_WHERE}|arme {_WHERE}",
        "wijk waar meer gezinnen weinig geld hebben",
    ),
    Entry(
        "slechte wijk",
        Kind.PLACE,
        rf"(?:slechte|zwakke|foute|beruchte|verloederde|gevaarlijke) {_WHERE}",
        "wijk waar meer zorgen samenkomen",
    ),
    Entry(
        "getto",
        Kind.PLACE,
        r"ghetto[a-z']*|getto[a-z']*|no[- ]?go[- ]?(?:area|zone|gebied)[a-z]*|afvoerputjes?",
        "zeg wat u ziet in de cijfers",
    ),
    Entry(
        "aandachtswijk",
        Kind.PLACE,
        rf"(?:aandachts|kracht|pracht|vogelaar|focus)[- ]?{_WHERE}",
        "wijk die extra steun krijgt",
        blocks=False,
    ),
    Entry("volkswijk", Kind.PLACE, r"volks[- ]?(?:wijk|buurt)(?:en)?", "noem de wijk bij haar naam", blocks=False),
    Entry(
        "zwarte school",
        Kind.PLACE,
        r"(?:zwarte|witte|zwakke|slechte) (?:school|scholen)|(?:achterstands?|concentratie)[- ]?(?:school|scholen)",
        "noem de school bij haar naam, met openbare cijfers",
    ),
    Entry(
        "brandhaard", Kind.PLACE, r"brandhaard(?:en)?|broeinest(?:en)?|hot[- ]?spots?", "plek waar dit vaker voorkomt"
    ),
)

_ORIGINS = (
    Entry(
        "allochtoon",
        Kind.ORIGIN,
        r"allochto(?:on|nen?)[a-z]*",
        "mensen die zelf, of van wie de ouders, in een ander land zijn geboren",
    ),
    Entry(
        "autochtoon",
        Kind.ORIGIN,
        r"autochto(?:on|nen?)[a-z]*",
        "mensen die, net als hun ouders, in Nederland zijn geboren",
    ),
    Entry("niet-westers", Kind.ORIGIN, r"niet[- ]?westerse?", "noem het land of werelddeel, als het ertoe doet"),
    Entry("buitenlander", Kind.ORIGIN, r"buitenlanders?|vreemdelingen", "mensen die in een ander land zijn geboren"),
    Entry(
        "illegaal",
        Kind.ORIGIN,
        r"illegalen?|gelukszoekers?|illegale (?:mensen|gezinnen|kinderen)",
        "mensen zonder verblijfspapieren",
    ),
    Entry("zigeuner", Kind.ORIGIN, r"zigeuners?|woonwagenvolk", "Roma en Sinti, als het ertoe doet"),
    Entry(
        "Marokkaantjes",
        Kind.ORIGIN,
        r"(?:marokkaan|turk|pool|afrikaan)(?:s)?(?:tjes|jes)|medelanders?",
        "noem herkomst alleen als het ertoe doet",
    ),
)

PLACES_AND_ORIGINS: tuple[Entry, ...] = (*_PLACES, *_ORIGINS)
