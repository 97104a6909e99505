"""By which words a characteristic is known that may not describe a group just like that: origin, religion and the like.

Three lists. What a factor is about shows in its name, its title and its column, also in the names that columns have at
Statistics Netherlands. Who belongs to which group shows in the words of its values too ("Turks", "moslim"): they give
away a factor with an innocent name. And some words only mean it together ("taal" and "thuis").

Words, not meanings: a factor that was made out of origin and has a neutral name, with neutral values, passes here. What
it does shows only when origin itself is loaded to compare; see `insight.overlap`.
"""

import re
import unicodedata
from collections.abc import Iterable

_HOME = "de taal thuis, en die wijst op herkomst"

# What a factor is about. Looked for in its name, title and column; \b is the start or end of a word.
SUBJECTS = {
    "herkomst": r"herkomst|afkomst(?!ig)|\borigine?\b|\bmigratie|\bmigration\b|oudersbuitenland|parents abroad"
    r"|gbageneratie|etngrp|landgeb|gebland|\bwesterse?\b|\bbuitenlands\b|bicultureel|cultuurachtergrond|\broots\b",
    "geboorteland": r"geboorteland|birthplace|birth country|country of birth",
    "nationaliteit": r"nationaliteit|nationality|citizenship|staatsburger|paspoort|passport",
    "verblijf in Nederland": r"verblijfsstatus|verblijfstitel|verblijfsvergunning|verblijfsrecht|inburger|\basiel"
    r"|\basylum",
    "etniciteit": r"etnic|etnisch|ethnic|\bras\b|\brace\b|\bracial",
    "huidskleur": r"huidskleur|skin colou?r",
    "godsdienst": r"godsdienst|religi|\bgeloof|\b(?:on)?gelovig|\bkerk(?:en|elijke?|bezoek|gang|lid|genootschap)?\b"
    r"|moskee|synagog|gebedshuis|\bchurch|\bmosque|\bbijbel|\bkoran|hoofddoek|denominati|\bfaith\b",
    "levensbeschouwing": r"levensbeschouw|levensovertuig|geloofsovertuig",
    "seksuele gerichtheid": r"seksueleg|\bseksuele\b|geaardheid|\bgerichtheid|\bsexual",
    "politieke gezindheid": r"politiek|\bpolitical|partijkeuze|stemgedrag|stemvoorkeur",
    "lidmaatschap van een vakbond": r"vakbond|trade union",
    "de naam van mensen, en die wijst op herkomst": r"achternaam|familienaam|\bvoorna(?:am|men)\b|\bsurname"
    r"|\blast name|\bfirst name",
    _HOME: r"thuistaal|moedertaal|anderstalig|mother tongue|home language",
}
# Who belongs to a group. Looked for in the words of the values as well, so each has to be plain by itself.
# A * stands for any ending. No neighbours whose language is a subject at school ("Frans"), and no word that is also
# something else ("pool").
_PEOPLES = """
turk turks turkse turken turkije turkish turkey marokko marokkaan* marokkanen morocco moroccan* suriname surinaams
surinaamse surinamer surinamers surinamese antillen antilliaan* antillianen aruba arubaan* curacao curacaos curacaose
caribisch caribische syrie syrier syriers syrisch syrische syria syrian* eritrea eritreeer* eritrees eritrese eritrean*
somalie somalier* somalisch somalische somalia somali somalis afghaan* afghanen afghan afghans afghanistan irak iraaks
iraakse irakees irakezen iran iraans iraanse iranier* pools poolse polen roemeen* roemenen roemenie bulgaar* bulgaren
bulgarije oekraine oekraiens oekraiense oekrainer* indonesie indonesisch* indonesier* moluks molukse molukker* kaapverd*
ghana ghanees ghanese ghanezen china chinees chinese chinezen pakistan* afrika afrikaan afrikaans afrikaanse afrikanen
african africans azie aziaat aziaten aziatisch* asian asians koerd koerden koerdisch* armeens armeense armenie
hindoestaan* sinti zigeuner* joegoslav* bosnie bosnisch* kosova* albanie albanees albanezen egypte egyptisch* tunesie
tunesisch* algerije algerijn* russisch* russen ethiopie ethiopisch* soedan* nigeria* vietnam* filipijn* palestijn*
congolees congolezen jemen*
"""
_OF_A_PEOPLE = "|".join(_PEOPLES.replace("*", "[a-z]*").split())
GROUPS = {
    "herkomst": rf"\b(?:{_OF_A_PEOPLE})\b|\ballochto|\bautochto|migratieachtergrond|\bim?migrant|\bnieuwkomers?\b"
    r"|\bbuitenlanders?\b|\bniet westerse?\b|\bnon western\b|\bniet nederlandse?\b|\bforeigners?\b|\bforeign born\b",
    "verblijf in Nederland": r"statushouder|vluchteling|asielzoeker|\brefugee|ongedocumenteerd",
    "godsdienst": r"\bmoslim|\bmuslim|\bislam|\bchrist(?:en|elijk|ian)|katholi|\bcatholic|protestant|\bgereformeerd"
    r"|\bhervormd|\bjoods|\bjoden\b|\bjewish|\bhindoes?\b|\bhindu|\bboeddhis|\bbuddhis|\batheis|\bkerkelijk",
    "seksuele gerichtheid": r"\bhomo\b|homoseks|\bhetero\b|heteroseks|lesbisch|\blesbian|biseks|\bgay\b|\blhbt|\blgbt",
    "genderidentiteit": r"transgender|transseks|non binair|nonbinair",
    "politieke gezindheid": r"\bvvd\b|\bpvda\b|\bcda\b|\bpvv\b|\bgroenlinks\b|\bchristenunie\b|\bsgp\b",
    "lidmaatschap van een vakbond": r"\bfnv\b|\bcnv\b",
}
# Words that mean it only in one text together.
_TOGETHER = (
    ("herkomst", (r"\bgebor", r"\bbuitenland")),
    ("herkomst", (r"\bborn\b", r"\babroad\b")),
    ("herkomst", (r"\bcultur", r"\bachtergrond")),
    ("herkomst", (r"\b(?:eerste|tweede|1e|2e|first|second)\b", r"\bgenerati(?:e|on)\b(?! student)")),
    ("geboorteland", (r"\bland\b", r"\bgebo(?:ren|orte)")),
    (_HOME, (r"\b(?:taal|talen|spreek|spreken|spreekt)\b", r"\bthuis\b")),
    (_HOME, (r"\blanguage", r"\b(?:at )?home\b")),
)
# The same words about something else.
_HARMLESS = re.compile(
    r"herkomst van (?:[a-z]{2,3} )?"
    r"(?:inkom\w*|geld|middelen|verwijz\w*|melding\w*|aanmeld\w*|gegevens|nummer|warmte|energie|water|voeding)\b"
    r"|\bgeloofwaardig\w*|\bgeloof in (?:eigen|zichzelf|jezelf|de toekomst)\b"
)
_Patterns = tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]
_IN_VALUES: _Patterns = (
    *((meaning, (re.compile(words),)) for meaning, words in GROUPS.items()),
    *((meaning, tuple(map(re.compile, words))) for meaning, words in _TOGETHER),
)
_IN_NAMES: _Patterns = (*((meaning, (re.compile(words),)) for meaning, words in SUBJECTS.items()), *_IN_VALUES)


def meaning_of(names: Iterable[str]) -> str:
    """Return which special characteristic the name, title or column of a factor names; empty where none does."""
    return _first(names, _IN_NAMES)


def meaning_of_value(words: str) -> str:
    """Return which special characteristic the words of one value of a factor name; empty where they name none."""
    return _first((words,), _IN_VALUES)


def _first(texts: Iterable[str], patterns: _Patterns) -> str:
    plain = [_HARMLESS.sub(" ", _plain(text)) for text in texts]
    for meaning, parts in patterns:
        if any(all(part.search(text) for part in parts) for text in plain):
            return meaning
    return ""


def _plain(text: str) -> str:
    """Return a text in small letters without accents, with one space for whatever is no letter or digit."""
    letters = "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", " ", letters).strip()
