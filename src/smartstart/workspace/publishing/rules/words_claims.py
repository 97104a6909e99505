"""Words for figures: ranking, cause, and more certainty than there is."""

from smartstart.workspace.publishing.rules.word_entries import Entry, Kind

_WHERE = (
    r"(?:wijk(?:en)?|buurt(?:en)?|school|scholen|gemeenten?|straat|straten|dorp(?:en)?|stad|steden|gebied(?:en)?"
    r"|regio(?:'s)?)"
)
_BETWEEN = r"(?:(?!niet |geen |nooit )[a-z]+ ){0,3}"  # "leidt vaak tot" is a claim, "leidt niet tot" is none
_BEST = (
    r"(?:slechtste|beste|zwakste|sterkste|armste|rijkste|ongezondste|gezondste|onveiligste|veiligste|gevaarlijkste|ergste"
    r"|kansrijkste|kansarmste|eenzaamste|gelukkigste|leukste)"
)
_SCORES = r"(?:scoort|scoren|scoorde|scoorden)"
_TOGETHER = "gaat samen met"

_RANKS = (
    Entry(
        "slechtste wijk",
        Kind.RANK,
        rf"{_BEST} (?:[a-z]+ )?{_WHERE}",
        "wijk waar dit vaker voorkomt, met het cijfer erbij",
    ),
    Entry("koploper", Kind.RANK, r"koplopers?|voorlopers?", "zeg om welk cijfer het gaat"),
    Entry(
        "hekkensluiter",
        Kind.RANK,
        r"hekken[- ]?sluiters?|rode lantaarns?|achterblijvers?",
        "zeg om welk cijfer het gaat",
    ),
    Entry(
        "top 10",
        Kind.RANK,
        r"top[- ]?(?:[0-9]{1,3}|drie|vijf|tien|twintig|honderd)",
        "noem de gebieden op volgorde van hun naam",
    ),
    Entry(
        "ranglijst",
        Kind.RANK,
        r"ranglijst(?:en)?|ranking|rankings|ranken|rangorde|eindstand|klassement",
        "lijst op volgorde van naam",
    ),
    Entry(
        "scoort hoog",
        Kind.RANK,
        rf"{_SCORES} {_BETWEEN}"
        r"(?:goed|slecht|hoog|laag|hoger|lager|beter|slechter|het (?:beste?|slechtst|hoogst|laagst))",
        "heeft een hoger of lager cijfer, met het cijfer erbij",
    ),
    Entry("scoren", Kind.RANK, _SCORES, "heeft dit cijfer", blocks=False),
    Entry(
        "bovenaan",
        Kind.RANK,
        r"(?:staat|staan|eindigt|eindigen) (?:[a-z]+ )?(?:bovenaan|onderaan)",
        "heeft een hoger of lager cijfer",
    ),
    Entry(
        "nummer één",
        Kind.RANK,
        r"nummer (?:1|een) (?:van|in)|op de (?:eerste|laatste) plaats",
        "zeg om welk cijfer het gaat",
    ),
    Entry(
        "hoogste van Nederland",
        Kind.RANK,
        r"(?:hoogste|laagste|meeste|minste|grootste|kleinste) van "
        rf"(?:het land|heel nederland|nederland|de regio|de stad|de gemeente|alle (?:[a-z]+ )?{_WHERE})",
        "hoger of lager dan gemiddeld in Nederland",
    ),
    Entry(
        "risicoscore",
        Kind.RANK,
        r"risico[- ]?(?:score|profiel|rang|cijfer|inschatting)[a-z]*",
        "hoe vaak dit voorkomt in een groep",
    ),
    Entry("wint en verliest", Kind.RANK, r"(?:winnaars?|verliezers?|uitblinkers?)", "zeg om welk cijfer het gaat"),
)

_CAUSES = (
    Entry("veroorzaakt", Kind.CAUSE, r"veroorza(?:akt|akte|akten|ken|aker|akers)", _TOGETHER),
    Entry("komt door", Kind.CAUSE, rf"(?:komt|komen|kwam|kwamen) {_BETWEEN}door(?:dat)?", _TOGETHER),
    Entry("leidt tot", Kind.CAUSE, rf"(?:leidt|leiden|leidde|leidden|geleid) {_BETWEEN}tot", _TOGETHER),
    Entry(
        "gevolg van",
        Kind.CAUSE,
        r"(?:als|ten|het) gevolg(?:e)? van|een (?:direct |rechtstreeks )gevolg van|gevolgen van",
        _TOGETHER,
    ),
    Entry(
        "de oorzaak",
        Kind.CAUSE,
        r"de (?:[a-z]+ )?(?:oorzaak|oorzaken) (?:van [a-z ]{0,40})?(?:is|zijn|ligt|liggen|van)"
        r"|(?:belangrijke|grootste|hoofd)[- ]?oorzaak",
        "wat vaker samengaat",
    ),
    Entry("resulteert in", Kind.CAUSE, r"resulte(?:ert|ren|erde|erden) (?:[a-z]+ )?in", _TOGETHER),
    Entry("te wijten aan", Kind.CAUSE, r"te (?:wijten|danken) aan|dankzij", _TOGETHER),
    Entry(
        "zorgt ervoor dat", Kind.CAUSE, r"(?:zorgt|zorgen|zorgde) ervoor dat|maakt dat", "gaat er vaak mee samen dat"
    ),
    Entry("verklaart", Kind.CAUSE, r"verklaart|(?:wordt|worden) (?:[a-z]+ )?verklaard", "hangt samen met"),
    Entry(
        "heeft invloed op",
        Kind.CAUSE,
        r"(?:heeft|hebben|had) (?:een |veel |grote |weinig )?(?:invloed|effect) op|be(?:invloed(?:t|en))",
        "hangt samen met",
        blocks=False,
    ),
    Entry("daardoor", Kind.CAUSE, r"daardoor|hierdoor|waardoor", "daarbij, of: tegelijk", blocks=False),
    Entry(
        "risicofactor", Kind.CAUSE, r"risico[- ]?factor(?:en)?", "omstandigheid die vaker samengaat met", blocks=False
    ),
)

_CERTAINTIES = (
    Entry(
        "bewijst",
        Kind.CERTAINTY,
        r"bewijst|bewijzen dat|(?:is|zijn) bewezen|bewezen dat|aangetoond dat|toont aan dat|tonen aan dat",
        "wijst erop dat",
    ),
    Entry(
        "voorspelt",
        Kind.CERTAINTY,
        r"voorspelt|voorspellen|voorspelde|voorspelden|voorspellers?|voorspelbaar|voorspelbare",
        "komt vaker voor bij",
    ),
    Entry(
        "gegarandeerd",
        Kind.CERTAINTY,
        r"gegarandeerd|garandeert|garanderen|met zekerheid|zonder twijfel|onomstotelijk",
        "waarschijnlijk",
    ),
    Entry(
        "zal ontsporen",
        Kind.CERTAINTY,
        r"(?:zal|zullen|gaat|gaan) (?:[a-z]+ ){0,3}(?:ontsporen|mislukken|falen|de fout in)",
        "maakt dit vaker mee",
    ),
    Entry(
        "alle ouders",
        Kind.CERTAINTY,
        r"(?:alle|elke|iedere) (?:[a-z]+ )?(?:gezin|gezinnen|ouders?|moeders?|jongeren?) "
        r"(?:in (?:deze|die) (?:wijk|buurt|groep) )?(?:heeft|hebben|is|zijn|doet|doen)",
        "zeg hoeveel van elke 1.000",
        blocks=False,
    ),
)

CLAIMS: tuple[Entry, ...] = (*_RANKS, *_CAUSES, *_CERTAINTIES)
