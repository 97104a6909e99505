"""Whether a text reads as the name of a person.

A list of names is never complete. It is the last of the walls: names cannot stand in a code, a known indicator, a year
or a number; only the cell with the source takes words.
"""

import re

_FIRST_WORDS = """
aad aaron abdel abdelkader abdullah adam adil ahmed aicha aisha albert ali alice amber amina amir amy ana andre andrea
andrzej angela anja anna anne annelies annemarie anton antonio arie arjan arjen arthur ashley astrid aya ayse bart bas
ben bernard bert bianca bilal björn boris bram brigitte camila carla carlos carolien caroline cees charlotte chris
christiaan christine claire claudia coen cor corrie daan daniel danny david debbie demi denise dennis derk dewi dick
diederik dirk dylan edwin eefje eline elisabeth elise ellen els elsa emily emma emre eric erik esmee esra esther eva
evelien ewa fadime fatiha fatima fatma femke fenna ferdi ferry fien fiona fleur floris frank frans fred frederik freek
gabriel geert gerard gerda gerrit gert gijs giovanni greet guus haci hakan halima hamza hanna hannah hannie hans harm
harrie harry hasan hassan hatice heidi heleen helena hendrik henk hennie herman hidde hugo huub ibrahim ilse ineke
inge ingrid irene isa isabel ismail ivo jaap jacob jacqueline jamal jan jana jane janneke jantje jasmijn jasper jayden
jeanette jelle jennifer jeroen jesse jessica jip joana joep johan johanna john jolanda joost jordy joris jos jose
josef joyce judith jules julia julian juliette jurgen karel karen karim karin katarzyna kees kelly kevin khadija
khalid kim klaas koen krzysztof lara lars latifa laura laurens leen leila lena lennart leo leon leonie levi lieke lies
lisa lisette liv loes lotte louis louise luca lucas lucia luuk maaike maarten maartje malgorzata manon marcel margriet
maria mariam marian marie marieke marijke marina mario marion mariëlle marjan marlies marloes martijn martin martine
mason mathijs maud maurice mees mehmet melissa merel meryem michael michelle mieke miguel mila mira mirjam mohamed
mohammad mohammed moniek monique mustafa myra nadia naima nancy natalie natasja nathalie nick nicole niels nina noah
noor noortje nora noud nynke olga olivia omar onno oscar pascal patricia patrick paul paula pauline peter petra philip
pien piet pieter pim priya rachel rachid radboud ralph ramon raymond rebecca remco renate rene renée rianne richard rick
rob robbert robert robin roel roland romy ronald rosa rosanne ruben rudolf ruud saar sabine said salma samira samuel
sander sandra sanne sara sarah saskia sebastiaan selma sem sharon siem sietske silvia simone sjaak sjoerd sofia sofie
sophie stefan steven stijn suzanne sven sylvia tamara tatjana teun theo thijs thomas tijn tim timo tineke tom ton
trudy tygo valerie vera victor vincent wendy wesley willem wilma wim wouter xander yara yasin yasmina youssef yusuf
yvonne zainab zeynep zoë
"""

_LAST_WORDS = """
aarts achterberg acar ahmadi akkerman arslan aydin bakker bergman bijl bosma bouwman brouwer bruin brink celik cohen
coenen cornelissen dekker demir dijkstra dogan evers fleuren gerritsen goossens graaf haan hendriks hermans hoekstra
hofman hulst huisman jacobs jansen janssen jong jonker kaya kaplan koster kowalski kuijpers kuiper laan leeuw martens
meijer meulen meyer molenaar mulder nguyen nowak öztürk peeters peters pieters polat postma pronk rooij sahin sanders
schipper scholten schouten singh smeets smit smits timmermans veenstra verbeek verhagen verhoeven vermeer vermeulen
vink visser vliet vos vries willems willemsen wolters yildiz yilmaz ypma zijlstra zwart
"""

_BETWEEN_WORDS = "van de den der ten ter te 't la le du dos da el al ben op het in"
_ADDRESSED_WORDS = "dhr mevr mw mej fam drs heer mevrouw meneer juffrouw familie juf meester"
# Words that make a name the name of an organisation, a study or a file.
_OTHER_WORDS = """
monitor onderzoek rapport rapportage register registratie cijfers zorg peiling scan dashboard stichting benchmark bureau
gemeente regio ggd cbs rivm duo uwv bv b.v. nv n.v. universiteit hogeschool instituut fonds bestand jaarverslag
"""

FIRST_NAMES = frozenset(_FIRST_WORDS.split())
LAST_NAMES = frozenset(_LAST_WORDS.split())

_BETWEEN = frozenset(_BETWEEN_WORDS.split())
_ADDRESSED = frozenset(_ADDRESSED_WORDS.split())
_NO_PERSON = frozenset(_OTHER_WORDS.split())

_CAPITAL = "A-ZÀ-ÖØ-Þ"
_SMALL = "a-zß-öø-ÿ"
_PREFIXES = r"(?:(?:[Vv]an|[Dd]e[rn]?|[Tt]e[rn]?|'t|[Ee]l|[Aa]l|[Vv]on|[Ll][ae]|[Dd]u)\s+){0,3}"
_TITLE = re.compile(
    r"(?<!\w)(?:[Dd]hr|[Mm]evr|[Mm]w|[Mm]ej|[Ff]am|[Dd]rs|[Dd]e heer|[Mm]evrouw|[Mm]eneer|[Jj]uf(?:frouw)?|[Mm]eester|"
    rf"[Ff]amilie)\.?\s+{_PREFIXES}(?:[{_CAPITAL}]\.\s?)*{_PREFIXES}[{_CAPITAL}]"
)
_INITIALS = re.compile(rf"(?<!\w)(?:[{_CAPITAL}]\.\s?){{1,4}}{_PREFIXES}[{_CAPITAL}][{_SMALL}]+")
_ONE_INITIAL = re.compile(rf"^[{_CAPITAL}]\s{_PREFIXES}[{_CAPITAL}][{_SMALL}]{{2,}}$")
_TURNED = re.compile(rf"(?<!\w)[{_CAPITAL}][{_SMALL}-]+,\s*(?:[{_CAPITAL}]\.\s?){{1,4}}")
_PREFIXED = re.compile(
    rf"^(?:(?:[Vv]an|[Dd]e|[Dd]er|[Dd]en|[Tt]er|[Tt]en)\s)+[{_CAPITAL}]\w+,\s[{_CAPITAL}]\w+$|^(?:El|Al|Ait)\s[A-Z]\w+$"
)
_WORD = re.compile(rf"[{_CAPITAL}{_SMALL}'’.-]+")


def is_person_name(text: str) -> bool:
    """Tell whether a text is, or holds, the name of a person: "J. de Vries", "Fatima Yilmaz", "mevr. Bakker"."""
    if any(pattern.search(text) for pattern in (_TITLE, _INITIALS, _ONE_INITIAL, _TURNED, _PREFIXED)):
        return True
    found = _WORD.findall(text)
    words = [part.strip(".'’").lower() for word in found for part in word.split("-")]
    whole = "".join(found) == re.sub(r"[\s,]+", "", text)  # nothing but words
    return whole and 1 <= len(words) <= 6 and _reads_as_name(words, double="-" in text)


def _reads_as_name(words: list[str], *, double: bool) -> bool:
    if _NO_PERSON & set(words):
        return False
    core = [word for place, word in enumerate(words) if word and (place == 0 or word not in _BETWEEN)]
    core = core[1:] if core and core[0] in _BETWEEN - FIRST_NAMES else core
    if not core:
        return False
    if len(core) == 1:
        return core[0] in FIRST_NAMES or core[0] in LAST_NAMES
    first, last = core[0], core[-1]
    if first in FIRST_NAMES or (first in LAST_NAMES and last in FIRST_NAMES):
        return True
    # A double name, as women often write theirs: "Jansen-Bakker".
    return (first in _ADDRESSED and last in LAST_NAMES) or (double and LAST_NAMES.issuperset(core))
