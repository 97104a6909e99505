"""Well-known Dutch sources, as a start for a description of one's own: what each can answer, and what it cannot."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KnownSource:
    """A source that many municipalities know.

    Attributes:
        key: for addresses, never shown.
        name: as colleagues call it.
        holder: who has it.
        answers: what it can tell.
        cannot: what it cannot tell, whoever asks.
    """

    key: str
    name: str
    holder: str
    answers: str
    cannot: str


KNOWN_SOURCES: tuple[KnownSource, ...] = (
    KnownSource(
        "cbs-microdata",
        "CBS-microdata",
        "Centraal Bureau voor de Statistiek",
        "In welke groepen iets vaker gebeurt, en welke omstandigheden dan samenkomen. Bijvoorbeeld gezin, werk, "
        "inkomen, wonen, verhuizen en jeugdhulp, over veel jaren en voor heel Nederland.",
        "Wie het zijn: de gegevens blijven in een beveiligde ruimte en alleen cijfers over groepen komen eruit. "
        "Ook niet waarom iets gebeurt, en niet wat een gezin zelf vindt of nodig heeft. De cijfers lopen een of "
        "twee jaar achter.",
    ),
    KnownSource(
        "kwb",
        "Kerncijfers wijken en buurten",
        "Centraal Bureau voor de Statistiek",
        "Hoe een wijk of buurt is opgebouwd: leeftijd, huishoudens, woningen, inkomen, uitkeringen, "
        "voorzieningen. Voor iedereen openbaar en elk jaar nieuw.",
        "Hoe dingen samenhangen binnen een gezin: een wijk is geen gezin. Kleine aantallen ontbreken. Grenzen van "
        "wijken veranderen, dus jaren zijn niet altijd te vergelijken.",
    ),
    KnownSource(
        "rivm-gezondheid",
        "Gezondheid per wijk en buurt",
        "RIVM, GGD'en en CBS",
        "Hoe volwassenen hun gezondheid, eenzaamheid, steun en leefstijl ervaren, per wijk en buurt.",
        "Precieze aantallen: per buurt is het een schatting met een rekenmodel, geen telling. Het gaat niet over "
        "kinderen, en kleine veranderingen tussen jaren zeggen weinig.",
    ),
    KnownSource(
        "cbs-jeugdhulp",
        "Jeugdhulp, jeugdbescherming en jeugdreclassering",
        "Centraal Bureau voor de Statistiek",
        "Hoeveel jongeren jeugdhulp of jeugdbescherming hebben, per gemeente en per wijk, en van welke soort.",
        "Hoeveel jongeren hulp nodig hebben maar niet krijgen. Ook niet of de hulp helpt. Meer jeugdhulp kan ook "
        "betekenen dat ouders de weg beter vinden.",
    ),
    KnownSource(
        "duo",
        "Open onderwijsdata",
        "DUO",
        "Hoeveel leerlingen er zijn, per school en per gemeente, en hoe zij doorstromen: schooladvies, examens, "
        "schooluitval.",
        "Hoe het thuis gaat, en waarom een leerling uitvalt. Kleine aantallen zijn weggelaten. Een school met "
        "veel uitval is geen slechte school: leerlingen verschillen.",
    ),
    KnownSource(
        "ggd-monitor",
        "Gezondheidsmonitor Jeugd",
        "GGD",
        "Hoe leerlingen in de tweede en vierde klas zelf zeggen dat het met hen gaat: stress, steun, pesten, middelen.",
        "Hoe het gaat met wie er die dag niet was of niet meedeed, en met jongere kinderen. Meestal niet per buurt.",
    ),
    KnownSource(
        "jgz",
        "Jeugdgezondheidszorg",
        "GGD of thuiszorg",
        "Wat verloskundigen en het consultatiebureau als groep zien: bereik, vroege signalen, welke hulp is "
        "aangeboden.",
        "Hoe het gaat met gezinnen die niet komen. De dossiers zelf mogen niet naar de gemeente: vraag alleen om "
        "cijfers over groepen.",
    ),
    KnownSource(
        "woningcorporatie",
        "Woningcorporatie",
        "De corporaties in de gemeente",
        "Hoeveel huurders een betaalregeling hebben of dreigden hun huis te verliezen, per wijk en per jaar.",
        "Hoe het gaat met mensen die elders huren of een huis kochten. Alleen tellingen over groepen mogen worden "
        "gedeeld.",
    ),
    KnownSource(
        "politie",
        "Geregistreerde misdrijven en overlast",
        "Politie en CBS",
        "Hoeveel misdrijven en meldingen van overlast er zijn geregistreerd, per wijk en buurt.",
        "Hoeveel er echt gebeurt: niet alles wordt gemeld, en waar meer toezicht is wordt meer gezien. Het gaat "
        "over waar iets gebeurde, niet over wie daar woont.",
    ),
    KnownSource(
        "eigen-tellingen",
        "Eigen tellingen van de gemeente",
        "De gemeente",
        "Hoe vaak een regeling of voorziening is gebruikt, per wijk en per jaar.",
        "Wie de regeling niet gebruikt en waarom niet. Lees alleen tellingen per gebied in, nooit een lijst van "
        "mensen.",
    ),
    KnownSource(
        "gesprekken",
        "Gesprekken met gezinnen en professionals",
        "De gemeente en haar partners",
        "Waarom iets gebeurt en wat mensen zelf zeggen dat hielp of ontbrak.",
        "Hoe vaak iets voorkomt: een gesprek is geen telling. Gesprekken worden apart bewaard, met toestemming.",
    ),
)
"""Checked on what each holder says of its own data; a municipality changes the words as it likes."""


def known_source(key: str) -> KnownSource | None:
    """Return the source of this key, if there is one."""
    return next((source for source in KNOWN_SOURCES if source.key == key), None)
