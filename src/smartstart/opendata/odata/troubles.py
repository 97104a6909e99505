"""What can go wrong when a table is fetched, said so that a user knows what to do."""

from smartstart.vocabulary.errors import DataError


def no_such_table(table: str) -> DataError:
    """Return the error for a table that the server does not know."""
    return DataError(
        f"De tabel {table} bestaat niet bij het CBS.",
        where=table,
        expected="een tabelnummer van StatLine, zoals 84799NED",
        mend="zoek het nummer op in StatLine; het staat in het adres van de tabel",
    )


def no_network(host: str) -> DataError:
    """Return the error for a server that cannot be reached."""
    return DataError(
        f"{host} is niet te bereiken.",
        where=host,
        expected="een verbinding met internet",
        mend="controleer de verbinding en geef dezelfde opdracht nog een keer; wat al binnen is, blijft bewaard",
    )


def server_down(host: str, status: int) -> DataError:
    """Return the error for a server that keeps answering with a failure."""
    return DataError(
        f"{host} geeft steeds een storing ({status}).",
        where=host,
        mend="probeer het later opnieuw; wat al binnen is, blijft bewaard",
    )


def refused(host: str, status: int) -> DataError:
    """Return the error for a question that the server refuses."""
    return DataError(
        f"{host} begrijpt de vraag niet of weigert haar ({status}).",
        where=host,
        expected="kolommen en gebieden die de tabel kent",
        mend="controleer de namen van de kolommen en de gebieden",
    )


def not_json(address: str) -> DataError:
    """Return the error for an answer that is no JSON of the expected shape."""
    return DataError(
        "Het antwoord is geen geldige tabel.",
        where=address,
        expected="JSON met een lijst 'value'",
        mend="misschien zit er een inlogpagina of een filter tussen; open het adres eens in een browser",
    )


def too_large(what: str, most: str) -> DataError:
    """Return the error for an answer that is larger than we accept."""
    return DataError(
        f"De tabel is te groot: {what}.",
        expected=f"hoogstens {most}",
        mend="vraag minder gebieden (--areas) of minder kolommen (--columns)",
    )


def no_areas(table: str) -> DataError:
    """Return the error for areas that are asked of a table without areas."""
    return DataError(
        f"De tabel {table} heeft geen gebieden.",
        where=table,
        expected="een tabel met gemeenten, wijken of buurten",
        mend="laat --areas weg",
    )


def unknown_columns(table: str, unknown: list[str], near: list[str]) -> DataError:
    """Return the error for columns that the table does not have."""
    return DataError(
        f"De tabel {table} kent deze kolommen niet: {', '.join(unknown)}.",
        where=table,
        expected=f"bijvoorbeeld {', '.join(near)}" if near else "namen van kolommen zoals CBS ze schrijft",
        mend="kijk in de beschrijving (.json) hoe de kolommen heten",
    )


def wrong_area(code: str) -> DataError:
    """Return the error for a text that is no area code."""
    return DataError(
        f"{code[:20]} is geen code van een gebied.",
        expected="GM0855 (gemeente), WK085517 (wijk), BU08551700 (buurt) of NL00",
        mend="zoek de code op in StatLine",
    )


def nothing_found(table: str) -> DataError:
    """Return the error for a question without a single row as answer."""
    return DataError(
        f"De tabel {table} heeft geen regels voor deze gebieden.",
        where=table,
        expected="gebieden die in het jaar van de tabel bestonden",
        mend="controleer de codes; na een herindeling heeft een gemeente vaak een nieuwe code",
    )
