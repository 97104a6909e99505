"""Real public figures of one municipality, written as a file with own figures: nothing invented, nothing smoothed."""

from smartstart.opendata.figures import figure
from smartstart.opendata.folder import OpenFolder
from smartstart.opendata.indicators import CATALOGUE
from smartstart.opendata.tables import load_tables


def public_file(folder: OpenFolder, municipality: str) -> bytes:
    """Return every figure of the catalogue for every area of a municipality, in every year that is known."""
    tables = load_tables(folder, municipality)
    lines = ["gebied;indicator;jaar;waarde;bron;van;tot"]
    for indicator in CATALOGUE:
        for recipe in indicator.recipes:
            table = tables.get(recipe.table)
            for area in sorted(table.rows) if table is not None else ():
                found = figure(tables, indicator, recipe, area)
                if found is None or (found.value is None and table is not None and not table.rows[area]):
                    continue
                # Of some areas more people have a benefit than live there (an institution): their limits are cut off.
                inside = (
                    None not in (found.value, found.lower, found.upper) and found.lower <= found.value <= found.upper
                )
                numbers = (found.value, found.lower, found.upper) if inside else (found.value, None, None)
                texts = [
                    "" if number is None else f"{number:.{found.decimals}f}".replace(".", ",") for number in numbers
                ]
                lines.append(f"{area};{indicator.name};{found.year};{texts[0]};{found.source};{texts[1]};{texts[2]}")
    return "\n".join(lines).encode()
