"""What this system cannot do, in a citizen's words, each with the tests that would fail if it could.

The page "wat dit systeem niet kan" shows these with the outcome of the tests of this very build. `shown_by` are paths
below the project; a test checks that they exist.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Promise:
    """One thing that cannot happen here.

    Attributes:
        cannot: completes "Dit systeem kan niet: …".
        because: why not, for somebody who wants to know more.
        shown_by: the test files (or folders) that show it.
    """

    id: str
    cannot: str
    because: str
    shown_by: tuple[str, ...]


PROMISES: tuple[Promise, ...] = (
    Promise(
        "person",
        "gegevens over één persoon inlezen of tonen",
        "Wat binnenkomt wordt op zijn vorm bekeken. Een lijst met personen wordt geweigerd, hoe de kolommen ook heten. "
        "Er is geen tabel waarin een inwoner zou passen.",
        ("tests/unit/workspace/data/test_person_rows.py", "tests/architecture/test_privacy.py"),
    ),
    Promise(
        "choose",
        "een gezin uitkiezen, een score geven of benaderen",
        "Een bevinding gaat over een groep. Wie er bij een groep hoort, weet het systeem niet.",
        ("tests/unit/vault/export", "tests/architecture/test_contracts.py"),
    ),
    Promise(
        "gate",
        "cijfers tonen die niet door de controle kwamen",
        "Alleen een ondertekende vrijgave komt binnen. Is er één teken veranderd, dan wordt hij geweigerd.",
        ("tests/unit/release/test_reader_hostile.py", "tests/unit/workspace/data/test_hostile_uploads.py"),
    ),
    Promise(
        "registers",
        "bij de registers van het CBS of van de gemeente komen",
        "De beveiligde kamer met registers is een andere plek. Deze werkplek heeft er geen verbinding mee.",
        ("tests/architecture/test_contracts.py", "tests/architecture/test_extras.py"),
    ),
    Promise(
        "rank",
        "wijken of scholen een cijfer geven of op volgorde zetten van goed naar slecht",
        "Gebieden staan altijd op naam. Er is geen totaal, geen top tien en geen telling van zorgen.",
        ("tests/unit/workspace/colour", "tests/unit/presentation"),
    ),
    Promise(
        "other-side",
        "een risico noemen zonder de andere kant",
        "Bij elk risico staat hoeveel kinderen in de groep het níét meemaakten, hoe zeker het is en wat het niet zegt.",
        ("tests/unit/presentation", "tests/unit/workspace/insight"),
    ),
    Promise(
        "beyond",
        "iets laten zien aan wie het niet mag zien",
        "Elke bladzijde is met elke rol en elke gemeente geprobeerd.",
        ("tests/unit/web/test_permissions.py", "tests/unit/web/test_made.py"),
    ),
    Promise(
        "follow",
        "u volgen",
        "Er is één cookie, om ingelogd te blijven. Er wordt niets geladen van andere websites.",
        ("tests/unit/workspace/overview/test_citizens.py", "tests/architecture/test_web_apps.py"),
    ),
    Promise(
        "log",
        "namen of cijfers in een logboek van de computer schrijven",
        "In het logboek staat welke bladzijde werd gevraagd en hoe dat afliep, niet wat erop stond.",
        ("tests/unit/web/test_logs.py",),
    ),
)
