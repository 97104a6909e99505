"""The catalogue of indicators: one declaration each, for the loaders, the colour of the neighbourhood and the pages.

A new indicator goes here. The order of the catalogue is the order on every page; nothing is ever ordered by value.
"""

from smartstart.opendata.indicator import Direction, Indicator, Recipe, Theme
from smartstart.vocabulary.certainty import Reliability

_AGE_15_65 = ("k_15Tot25Jaar_9", "k_25Tot45Jaar_10", "k_45Tot65Jaar_11")


def _rivm(column: str, *years: int) -> tuple[Recipe, ...]:
    return tuple(Recipe(f"rivm-{year}", (column,)) for year in sorted(years, reverse=True))


def _benefit(column: str) -> tuple[Recipe, ...]:
    return (Recipe("kwb-2020", (column,), _AGE_15_65, step=10),)


def _of_households(column: str, of_2017: str, of_2015: str) -> tuple[Recipe, ...]:
    return (
        Recipe("kwb-2020", (column,), ("HuishoudensTotaal_28",), step=5),
        Recipe("kwb-2017", (of_2017,), step=1, size=("aantal_hh",)),
        Recipe("kwb-2015", (of_2015,), step=1, size=("aantal_huishoudens",)),
    )


POPULATION = Indicator(
    "inwoners",
    "Inwoners",
    "inwoners",
    Theme.FAMILY,
    Direction.NEUTRAL,
    Reliability.ROUNDED,
    unit="inwoners",
    scale=1.0,
    about="Op 1 januari. Voor wijken en buurten afgerond op vijf.",
    recipes=(
        Recipe("kwb-2022", ("population",), step=5),
        Recipe("kwb-2020", ("AantalInwoners_5",), step=5),
        Recipe("kwb-2017", ("aant_inw",)),
        Recipe("kwb-2015", ("aantal_inwoners",)),
    ),
)

_WORK = (
    Indicator(
        "bijstand",
        "Mensen met een bijstandsuitkering",
        "mensen met een bijstandsuitkering",
        Theme.WORK,
        Direction.WORRY,
        Reliability.ROUNDED,
        "per 1.000",
        1000.0,
        "Van elke 1.000 inwoners van 15 tot 65 jaar. Een enkele ontvanger is ouder dan 65 jaar.",
        (20, 40, 60, 80),
        (30, 60),
        _benefit("PersonenPerSoortUitkeringBijstand_83"),
    ),
    Indicator(
        "arbeidsongeschikt",
        "Mensen met een arbeidsongeschiktheidsuitkering",
        "mensen met een arbeidsongeschiktheidsuitkering",
        Theme.WORK,
        Direction.WORRY,
        Reliability.ROUNDED,
        "per 1.000",
        1000.0,
        "Van elke 1.000 inwoners van 15 tot 65 jaar.",
        (40, 60, 80, 100),
        (50, 75),
        _benefit("PersonenPerSoortUitkeringAO_84"),
    ),
    Indicator(
        "werkloosheid",
        "Mensen met een werkloosheidsuitkering",
        "mensen met een werkloosheidsuitkering",
        Theme.WORK,
        Direction.WORRY,
        Reliability.ROUNDED,
        "per 1.000",
        1000.0,
        "Van elke 1.000 inwoners van 15 tot 65 jaar.",
        (15, 20, 25, 30),
        (20, 25),
        _benefit("PersonenPerSoortUitkeringWW_85"),
    ),
    Indicator(
        "betaald-werk",
        "Mensen met betaald werk",
        "mensen met betaald werk",
        Theme.WORK,
        Direction.STRENGTH,
        Reliability.MODELLED,
        about="Van alle inwoners van 15 tot 75 jaar. Deels uit vragenlijsten geschat.",
        bounds=(55, 60, 65, 70),
        halves=(60, 70),
        recipes=(Recipe("kwb-2022", ("employment_rate",), step=1),),
    ),
    Indicator(
        "lager-inkomen",
        "Mensen met een lager inkomen",
        "mensen met een lager inkomen",
        Theme.WORK,
        Direction.WORRY,
        Reliability.ROUNDED,
        about="Mensen die bij de 40 procent laagste inkomens van Nederland horen. Studenten tellen mee.",
        bounds=(30, 35, 40, 45),
        halves=(35, 45),
        recipes=(Recipe("kwb-2022", ("income_low",), step=0.1, size=("population",)),),
    ),
    Indicator(
        "moeite-met-rondkomen",
        "Moeite met rondkomen",
        "mensen die moeite hebben met rondkomen",
        Theme.WORK,
        Direction.WORRY,
        Reliability.MODELLED,
        about="Volwassenen die zeggen dat zij het afgelopen jaar moeite hadden om rond te komen.",
        bounds=(10, 15, 20, 25),
        halves=(12, 18),
        recipes=_rivm("MoeiteMetRondkomen_38", 2012, 2016, 2020),
    ),
)

_FAMILY = (
    POPULATION,
    Indicator(
        "kinderen",
        "Kinderen tot 15 jaar",
        "kinderen tot 15 jaar",
        Theme.FAMILY,
        Direction.NEUTRAL,
        Reliability.ROUNDED,
        about="Van alle inwoners.",
        bounds=(10, 15, 20, 25),
        halves=(12, 18),
        recipes=(
            Recipe("kwb-2022", ("pop_0_14",), step=1, size=("population",)),
            Recipe("kwb-2020", ("k_0Tot15Jaar_8",), ("AantalInwoners_5",), step=5),
            Recipe("kwb-2017", ("p_00_14_jr",), step=1, size=("aant_inw",)),
            Recipe("kwb-2015", ("percentage_personen_0_tot_15_jaar",), step=1, size=("aantal_inwoners",)),
        ),
    ),
    Indicator(
        "huishoudens-met-kinderen",
        "Huishoudens met kinderen",
        "huishoudens met kinderen",
        Theme.FAMILY,
        Direction.NEUTRAL,
        Reliability.ROUNDED,
        about="Van alle huishoudens. Gezinnen met één ouder tellen mee.",
        bounds=(20, 30, 40, 50),
        halves=(25, 40),
        recipes=_of_households("HuishoudensMetKinderen_31", "p_hh_m_k", "percentage_huishoudens_met_kinderen"),
    ),
    Indicator(
        "alleenwonend",
        "Huishoudens van één persoon",
        "huishoudens van één persoon",
        Theme.FAMILY,
        Direction.NEUTRAL,
        Reliability.ROUNDED,
        about="Van alle huishoudens.",
        bounds=(20, 30, 40, 50),
        halves=(30, 50),
        recipes=_of_households("Eenpersoonshuishoudens_29", "p_eenp_hh", "percentage_eenpersoonshuishoudens"),
    ),
    Indicator(
        "gescheiden",
        "Gescheiden mensen",
        "gescheiden mensen",
        Theme.FAMILY,
        Direction.NEUTRAL,
        Reliability.ROUNDED,
        about="Van alle inwoners, ook kinderen; niet van alle huwelijken. Het zegt niet hoe vaak mensen nu scheiden.",
        bounds=(4, 6, 8, 10),
        halves=(6, 9),
        recipes=(
            Recipe("kwb-2020", ("Gescheiden_15",), ("AantalInwoners_5",), step=5),
            Recipe("kwb-2017", ("p_gescheid",), step=1, size=("aant_inw",)),
            # Not from 2015: that file has the divorced and the widowed the wrong way round (Amsterdam 9 % widowed;
            # country 5,1 % divorced and 7,5 % widowed, against 7,7 and 5,1 in 2017). A reference test shows it.
        ),
    ),
    Indicator(
        "eenoudergezinnen",
        "Gezinnen met één ouder",
        "gezinnen met één ouder",
        Theme.FAMILY,
        Direction.NEUTRAL,
        Reliability.ABSENT,
        absent="De kerncijfers van het CBS splitsen gezinnen niet naar één of twee ouders.",
    ),
    Indicator(
        "jeugdhulp",
        "Kinderen met jeugdhulp",
        "kinderen met jeugdhulp",
        Theme.FAMILY,
        Direction.NEUTRAL,
        Reliability.ABSENT,
        absent="Het CBS had dit cijfer in deze uitgave nog niet ingevuld.",
    ),
)

_HOUSING = (
    Indicator(
        "koopwoningen",
        "Koopwoningen",
        "koopwoningen",
        Theme.HOUSING,
        Direction.NEUTRAL,
        Reliability.ROUNDED,
        about="Van alle woningen. De andere woningen zijn vrijwel altijd huurwoningen.",
        bounds=(20, 40, 60, 80),
        halves=(40, 70),
        recipes=(
            Recipe("kwb-2022", ("dwelling_ownership",), step=1, size=("dwelling_total",)),
            Recipe("kwb-2020-gemeenten", ("Koopwoningen",), step=1, size=("Woningvoorraad",)),
        ),
    ),
    Indicator(
        "woningwaarde",
        "Gemiddelde woningwaarde (WOZ)",
        "woningwaarde",
        Theme.HOUSING,
        Direction.NEUTRAL,
        Reliability.ROUNDED,
        unit="x 1.000 euro",
        scale=1.0,
        about="Het gemiddelde van alle woningen, volgens de gemeente (WOZ).",
        bounds=(200, 250, 300, 400),
        halves=(250, 350),
        recipes=(Recipe("kwb-2022", ("dwelling_value",), step=1),),
    ),
)

_HEALTH = (
    Indicator(
        "gezondheid-goed",
        "Gezondheid goed of zeer goed",
        "mensen die hun gezondheid goed vinden",
        Theme.HEALTH,
        Direction.STRENGTH,
        Reliability.MODELLED,
        about="Volwassenen die hun eigen gezondheid goed of zeer goed noemen.",
        bounds=(70, 75, 80, 85),
        halves=(75, 80),
        recipes=_rivm("ErvarenGezondheidGoedZeerGoed_4", 2012, 2016, 2020),
    ),
    Indicator(
        "angst-of-depressie",
        "Hoge kans op angst of depressie",
        "mensen met een hoge kans op angst of depressie",
        Theme.HEALTH,
        Direction.WORRY,
        Reliability.MODELLED,
        about="Volwassenen met een hoge uitkomst op een vragenlijst. Het is geen diagnose.",
        bounds=(4, 6, 8, 10),
        halves=(6, 9),
        recipes=_rivm("HoogRisicoOpAngstOfDepressie_25", 2012, 2016, 2020),
    ),
    Indicator(
        "stress",
        "Heel veel stress",
        "mensen met heel veel stress",
        Theme.HEALTH,
        Direction.WORRY,
        Reliability.MODELLED,
        about="Volwassenen met (heel) veel stress in de afgelopen vier weken.",
        bounds=(12, 16, 20, 24),
        halves=(16, 21),
        recipes=_rivm("HeelVeelStressInAfgelopen4Weken_26", 2020),
    ),
    Indicator(
        "regie",
        "Grip op het eigen leven",
        "mensen met grip op hun eigen leven",
        Theme.HEALTH,
        Direction.STRENGTH,
        Reliability.MODELLED,
        about="Volwassenen met matig of veel regie over het eigen leven.",
        bounds=(84, 87, 90, 93),
        halves=(87, 91),
        recipes=_rivm("MatigVeelRegieOverEigenLeven_27", 2016, 2020),
    ),
    Indicator(
        "sport",
        "Elke week sporten",
        "mensen die elke week sporten",
        Theme.HEALTH,
        Direction.STRENGTH,
        Reliability.MODELLED,
        about="Volwassenen die minstens één keer per week sporten.",
        bounds=(40, 45, 50, 55),
        halves=(45, 52),
        recipes=_rivm("WekelijkseSporters_6", 2016, 2020),
    ),
    Indicator(
        "overmatig-drinken",
        "Te veel drinken",
        "mensen die te veel drinken",
        Theme.HEALTH,
        Direction.WORRY,
        Reliability.MODELLED,
        about=(
            "Volwassen mannen die meer dan 21, en vrouwen die meer dan 14 glazen alcohol per week drinken. "
            "Dit gaat over drinken. Het zegt niet dat mensen verslaafd zijn."
        ),
        bounds=(4, 6, 8, 10),
        halves=(6, 8),
        recipes=_rivm("OvermatigeDrinker_15", 2012, 2016, 2020),
    ),
    Indicator(
        "verslaving",
        "Verslaving",
        "mensen met een verslaving",
        Theme.HEALTH,
        Direction.NEUTRAL,
        Reliability.ABSENT,
        absent="Er is geen openbaar cijfer over verslaving per wijk. Cijfers over drinken zeggen dit niet.",
    ),
)

_EDUCATION = (
    Indicator(
        "hbo-of-universiteit",
        "Opgeleid op hbo of universiteit",
        "mensen met een opleiding op hbo of universiteit",
        Theme.EDUCATION,
        Direction.NEUTRAL,
        Reliability.MODELLED,
        about="Van de inwoners van 15 tot 75 jaar. Deels uit vragenlijsten geschat.",
        bounds=(20, 30, 40, 50),
        halves=(25, 40),
        recipes=(Recipe("kwb-2022", ("edu_appl_sci",), step=1),),
    ),
    Indicator(
        "schooladvies",
        "Schooladvies van kinderen",
        "kinderen naar schooladvies",
        Theme.EDUCATION,
        Direction.NEUTRAL,
        Reliability.ABSENT,
        absent="Schooladviezen zijn openbaar per school, niet per wijk. Kinderen gaan ook buiten de wijk naar school.",
    ),
)

_TOGETHER = (
    Indicator(
        "ernstig-eenzaam",
        "Ernstig eenzaam",
        "mensen die ernstig eenzaam zijn",
        Theme.TOGETHER,
        Direction.WORRY,
        Reliability.MODELLED,
        about="Volwassenen die volgens een vragenlijst ernstig of zeer ernstig eenzaam zijn.",
        bounds=(8, 10, 12, 15),
        halves=(9, 13),
        recipes=_rivm("ErnstigZeerErnstigEenzaam_29", 2012, 2016, 2020),
    ),
    Indicator(
        "vrijwilligerswerk",
        "Vrijwilligerswerk",
        "mensen die vrijwilligerswerk doen",
        Theme.TOGETHER,
        Direction.STRENGTH,
        Reliability.MODELLED,
        about="Volwassenen die vrijwilligerswerk doen.",
        bounds=(15, 20, 25, 30),
        halves=(20, 27),
        recipes=_rivm("Vrijwilligerswerk_33", 2016, 2020),
    ),
    Indicator(
        "mantelzorg",
        "Mantelzorg geven",
        "mensen die mantelzorg geven",
        Theme.TOGETHER,
        Direction.NEUTRAL,
        Reliability.MODELLED,
        about="Volwassenen die voor een naaste zorgen. Dat is een kracht, en het kan ook zwaar zijn.",
        bounds=(10, 12, 14, 16),
        halves=(12, 15),
        recipes=_rivm("Mantelzorger_32", 2012, 2016, 2020),
    ),
    Indicator(
        "geluid-van-buren",
        "Veel last van geluid van buren",
        "mensen met veel last van geluid van buren",
        Theme.TOGETHER,
        Direction.WORRY,
        Reliability.MODELLED,
        about="Volwassenen die ernstige hinder hebben van geluid van buren.",
        bounds=(4, 6, 8, 10),
        halves=(6, 9),
        recipes=_rivm("ErnstigeGeluidhinderDoorBuren_37", 2020),
    ),
)

CATALOGUE: tuple[Indicator, ...] = (*_WORK, *_FAMILY, *_HOUSING, *_HEALTH, *_EDUCATION, *_TOGETHER)

BY_NAME: dict[str, Indicator] = {indicator.name: indicator for indicator in CATALOGUE}
