"""The word list: each word with its inflections and compounds, what it leaves alone, and what it says instead."""

from collections import Counter

import pytest

from smartstart.workspace.publishing.rules.language import ENTRIES, Finding, check_language
from smartstart.workspace.publishing.rules.word_entries import REASONS, Kind
from tools.spelling import texts

# Every entry of the list, with a sentence that it must notice; more than one where words bend.
NOTICED = {
    "probleemgezin": ("Het zijn probleemgezinnen.", "een probleem-gezin", "PROBLEEMGEZIN", "probleem gezinnen"),
    "multiprobleemgezin": ("een multiprobleemgezin", "multi-probleem gezinnen", "multiproblematiek"),
    "risicogezin": ("hoogrisicogezin", "risicogezinnen", "hoog-risico gezin"),
    "risicomoeder": ("risicomoeders", "een risico-ouder", "risicozwangeren"),
    "risicokind": ("risicokinderen", "risicojongere", "risicoleerlingen"),
    "probleemjongere": ("probleemjongeren", "probleemjeugd"),
    "probleemouder": ("probleemouders",),
    "probleemleerling": ("probleemleerlingen",),
    "zorgleerling": ("zorgleerlingen",),
    "probleemgeval": ("een probleemgeval", "moeilijke gevallen", "een hopeloos geval wordt hopeloze gevallen"),
    "hangjongere": ("hangjongeren", "hangjeugd"),
    "overlastgever": ("overlastgevers", "overlastgevend gezin en overlastgezin"),
    "asociaal": ("asociale gezinnen", "aso's", "dat is asociaal"),
    "tokkie": ("tokkies",),
    "tuig": ("straattuig", "tuig"),
    "onmaatschappelijk": ("onmaatschappelijke gezinnen",),
    "onderklasse": ("de onderkant van de samenleving",),
    "uitkeringstrekker": ("uitkeringstrekkers", "steuntrekker"),
    "bijstandsmoeder": ("bijstandsmoeders", "bijstandsgezin"),
    "kansarm": ("kansarme gezinnen", "de kansarmen"),
    "armoedegezin": ("armoedegezinnen", "armlastige mensen"),
    "minima": ("de minima",),
    "zwakke ouders": ("zwakke ouders", "zwakkere gezinnen", "de zwakkeren"),
    "slechte ouders": ("slechte moeders",),
    "falende ouders": ("falende ouders", "opvoedingsonbekwaam"),
    "werkschuw": ("werkschuwe mensen", "profiteurs"),
    "ongemotiveerd": ("ongemotiveerde ouders",),
    "eigen schuld": ("Dat is eigen schuld.",),
    "zorgmijder": ("zorgmijders", "zorgmijdende"),
    "ontspoord": ("ontspoorde jongeren", "criminele jongeren"),
    "gebroken gezin": ("gebroken gezinnen", "een ontwricht gezin"),
    "tienermoeder": ("tienermoeders",),
    "zwakbegaafd": ("zwakbegaafde ouders", "achterlijk"),
    "gehandicapte": ("gehandicapten",),
    "verwarde personen": ("verwarde personen",),
    "autist": ("autisten", "adhd'ers"),
    "junk": ("junks",),
    "verslaafde": ("drugsverslaafden", "verslaafde moeders"),
    "zwerver": ("zwerfjongeren", "daklozen"),
    "drop-out": ("drop-outs", "schooluitvallers"),
    "schoolverlater": ("voortijdig schoolverlaters",),
    "achterstandsleerling": ("achterstandsleerlingen", "achterstandskinderen"),
    "laagopgeleid": ("laagopgeleiden", "lager opgeleide ouders"),
    "laaggeletterd": ("laaggeletterden", "laaggeletterde"),
    "kwetsbare groep": ("kwetsbare groepen", "kwetsbare gezinnen"),
    "doelgroep": ("de doelgroep",),
    "moeilijk bereikbaar": ("moeilijk bereikbare ouders",),
    "hulpbehoevend": ("hulpbehoevenden",),
    "lage SES": ("gezinnen met een lage SES",),
    "opsporen": ("het opsporen van gezinnen",),
    "achterstandswijk": ("achterstandswijken", "een achterstandsbuurt"),
    "probleemwijk": ("probleemwijken", "een probleembuurt", "probleemflat"),
    "risicowijk": ("risicowijken", "hoogrisicogebied"),
    "armoedewijk": ("armoedewijk", "arme wijken"),
    "slechte wijk": ("een slechte buurt", "zwakke wijken"),
    "getto": ("gettovorming", "een no-gozone", "no-go area"),
    "aandachtswijk": ("aandachtswijken", "een krachtwijk"),
    "volkswijk": ("volkswijken",),
    "zwarte school": ("zwarte scholen", "een zwakke school", "achterstandsschool"),
    "brandhaard": ("brandhaarden",),
    "allochtoon": ("allochtonen", "allochtone ouders", "álloch\u00adtoon"),
    "autochtoon": ("autochtone ouders",),
    "niet-westers": ("niet-westerse mensen",),
    "buitenlander": ("buitenlanders",),
    "illegaal": ("illegalen", "gelukszoekers"),
    "zigeuner": ("zigeuners",),
    "Marokkaantjes": ("Marokkaantjes",),
    "slechtste wijk": ("de slechtste wijk", "de armste grote gemeente", "de beste scholen"),
    "koploper": ("onze gemeente is koploper",),
    "hekkensluiter": ("hekkensluiter", "achterblijvers"),
    "top 10": ("de top 10", "top-3", "toptien"),
    "ranglijst": ("op de ranglijst", "een ranking"),
    "scoort hoog": ("scoort slecht", "scoren veel lager", "scoort het hoogst"),
    "scoren": ("De wijk scoort op eenzaamheid.",),
    "bovenaan": ("staat onderaan",),
    "nummer één": ("nummer één van het land", "op de eerste plaats"),
    "hoogste van Nederland": ("het hoogste van Nederland", "de meeste van alle buurten"),
    "risicoscore": ("een risicoscore", "risicoprofielen"),
    "wint en verliest": ("de verliezers",),
    "veroorzaakt": ("Armoede veroorzaakt stress.",),
    "komt door": ("Dat komt door schulden.", "Het kwam vooral doordat zij verhuisden."),
    "leidt tot": ("Armoede leidt tot stress.", "Dat leidt vaak tot schulden.", "leidden tot"),
    "gevolg van": ("als gevolg van armoede", "ten gevolge van schulden"),
    "de oorzaak": ("De oorzaak van het verzuim is stress.", "de belangrijkste oorzaak is", "hoofdoorzaak"),
    "resulteert in": ("resulteert in verzuim",),
    "te wijten aan": ("te wijten aan de ouders", "dankzij het project"),
    "zorgt ervoor dat": ("zorgt ervoor dat kinderen verzuimen",),
    "verklaart": ("Inkomen verklaart het verschil.", "wordt grotendeels verklaard door inkomen"),
    "heeft invloed op": ("heeft veel invloed op", "beïnvloedt de uitkomst"),
    "daardoor": ("Daardoor verzuimen zij.",),
    "risicofactor": ("een risicofactor",),
    "bewijst": ("Dit bewijst dat het werkt.", "is bewezen"),
    "voorspelt": ("Verhuizen voorspelt verzuim.",),
    "gegarandeerd": ("gegarandeerd", "zonder twijfel"),
    "zal ontsporen": ("zullen later ontsporen",),
    "alle ouders": ("Alle ouders in deze wijk hebben schulden.",),
}  # fmt: skip


def _found(text: str) -> list[str]:
    return [finding.found for finding in check_language(text)]


def test_every_entry_has_a_sentence() -> None:
    assert set(NOTICED) == {entry.word for entry in ENTRIES}
    assert len(ENTRIES) == len(NOTICED) >= 60


@pytest.mark.parametrize(("word", "sentence"), [(word, one) for word, all_of in NOTICED.items() for one in all_of])
def test_each_word_is_noticed(word: str, sentence: str) -> None:
    entry = next(entry for entry in ENTRIES if entry.word == word)
    assert any(finding.suggestion == entry.suggestion for finding in check_language(sentence)), _found(sentence)


@pytest.mark.parametrize(
    "text",
    [
        "In deze risicogroep gebeurt het vaker.",
        "Er is een probleem met het dak.",
        "De meeste wijken hebben een park, en de meeste ouders werken.",
        "Kinderen die bij een alleenstaande moeder wonen.",
        "Wie zorgt voor de kinderen? De buurt zorgt goed voor elkaar.",
        "Een groep met een hoger risico is geen oorzaak. Andere omstandigheden kunnen een rol spelen.",
        "Dit zegt niets over één gezin, en niets over de oorzaak.",
        "We weten niet of verhuizen leidt tot verzuim.",
        "Of armoede dit veroorzaakt, is niet bekend.",
        "Verhuizen leidt niet tot verzuim, en armoede komt niet door verhuizen.",
        "Dit is geen ranglijst. Er is geen totaal en geen top tien.",
        "Een school met veel verzuim is geen slechte school.",
        "Geen groep valt met zekerheid op.",
        "De werkgroep voor de wijk komt dinsdag bij elkaar.",
        "Het gaat samen met een lager inkomen.",
        "Samen voor een sterke wijk met sterke gezinnen.",
        "In het zwakke licht van de straat.",
        "Wat is de beste dag voor een gesprek met ouders?",
        "De laagste drempel: een inloop in de school.",
        "Bewoners koppelen hun tuin los. Ze staan open voor een proef.",
        "Elke wijk heeft een eigen verhaal; elke groep telt.",
        "Gezinnen met weinig geld, ouders zonder werk, jongeren die vastlopen.",
        "De gemeente stuigt en de asocial media.",
    ],
)
def test_honest_words_are_left_alone(text: str) -> None:
    assert _found(text) == []


def test_a_label_stays_a_label_when_it_is_denied() -> None:
    assert _found("Dit is geen probleemgezin.") == ["probleemgezin"]


def test_a_sentence_takes_back_only_itself() -> None:
    text = "We weten niet alles. Armoede leidt tot stress. Dit is geen ranglijst! Wel een top 10."
    assert _found(text) == ["leidt tot", "top 10"]


def test_the_place_of_a_word_is_that_in_the_text() -> None:
    text = "Ook ﬁjne állochtónen, en Pro\u00adbleem\u200bwĳken…"
    found = check_language(text)
    assert [text[f.start : f.end] for f in found] == [f.found for f in found]
    assert [f.found for f in found] == ["állochtónen", "Pro\u00adbleem\u200bwĳken"]


def test_one_word_is_found_once_and_the_longest_counts() -> None:
    (finding,) = check_language("multiprobleemgezinnen")
    assert finding == Finding(
        0,
        21,
        "multiprobleemgezinnen",
        Kind.LABEL,
        "gezin met zorgen over meer dingen tegelijk",
        REASONS[Kind.LABEL],
        True,
    )


def test_findings_stand_in_the_order_of_the_text() -> None:
    places = [
        f.start for f in check_language("Koploper. Allochtonen. Achterstandswijk. De doelgroep. Dit bewijst dat.")
    ]
    assert places == sorted(places)
    assert len(places) == 5


@pytest.mark.parametrize("word", ["kwetsbare groepen", "laaggeletterden", "de doelgroep", "tienermoeders", "minima"])
def test_milder_words_only_get_a_suggestion(word: str) -> None:
    (finding,) = check_language(word)
    assert not finding.blocks
    assert finding.suggestion


def test_every_kind_has_words_and_a_reason() -> None:
    assert set(Counter(entry.kind for entry in ENTRIES)) == set(Kind) == set(REASONS)
    assert all(entry.reason for entry in ENTRIES)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.word)
def test_what_we_propose_passes_itself(entry: object) -> None:
    assert check_language(entry.suggestion) == (), entry  # type: ignore[attr-defined]


def test_our_own_pages_pass() -> None:
    """What Smart Start itself says to readers would pass the check; the list itself and the vault are not pages."""
    apart = ("publishing/rules", "smartstart/vault", "tests")
    blocked = [
        (place, finding.found)
        for place, text in texts()
        if not any(part in place for part in apart)
        for finding in check_language(text)
        if finding.blocks
    ]
    assert blocked == []


def test_any_text_can_be_checked() -> None:
    for text in ("", " ", "\n", "a" * 20_000, "komt " * 5_000, "geen " * 5_000, "İ" * 100, "\ud800", "😀" * 100):
        assert check_language(text) == ()
