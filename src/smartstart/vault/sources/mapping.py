"""Making the engine's table of the user's own: values checked, put in levels, keys ranked."""

from dataclasses import dataclass
from pathlib import Path

from smartstart.release.contents import Dimension
from smartstart.vault.engines.duck import DuckEngine
from smartstart.vault.sources.columns import Found
from smartstart.vault.sources.formats import Readable, empty
from smartstart.vault.sources.levels import dimension_of, labels_of, missing_values
from smartstart.vault.sources.normalising import as_text
from smartstart.vault.sources.rows import row_of
from smartstart.vault.sources.sql import fill, literal, name, one_of
from smartstart.vault.study.parts import canonical
from smartstart.vault.study.table import Bin, TableData, TableFactor
from smartstart.vault.tables import Column, Form
from smartstart.vocabulary.errors import DataError

TABLE = "eigen_tabel"

_IS_NUMBER = "regexp_full_match({}, '-?[0-9]+([.,][0-9]+)?([eE][-+]?[0-9]+)?')"
_AS_NUMBER = "try_cast(replace({}, ',', '.') AS DOUBLE)"

# A value goes into an error only when it looks like a code: short, plain, and from a column with few values.
_LONGEST_NAMED = 20
_MANY_VALUES = 50


@dataclass(frozen=True, slots=True)
class Made:
    """Rows in the file, rows kept, and one dimension per factor in study order."""

    rows: int
    kept: int
    dimensions: tuple[Dimension, ...]


def make_table(engine: DuckEngine, source: Readable, plan: TableData) -> Made:
    """Make `eigen_tabel` of a file whose columns are there.

    Raises:
        DataError: a value breaks the mapping; the row is named, the value only where it is a code without a label.
    """
    return _Reading(engine, source.file, plan, _raw_query(source, plan)).make()


def _raw_query(source: Readable, plan: TableData) -> str:
    """Return the query for the columns as text, by the part they play, as `parts.canonical` has it."""
    parts = {"UITKOMST_RUW": plan.outcome.column}
    parts |= {f"FACTOR_{place}": factor.column for place, factor in enumerate(plan.factors)}
    parts |= {
        part: column
        for part, column in (
            ("PERSOON_RUW", plan.person),
            ("HUISHOUDEN_RUW", plan.household),
            ("GEBIED_RUW", plan.area),
        )
        if column
    }
    columns = ", ".join(f"{_canonical_text(source, column)} AS {name(part)}" for part, column in parts.items())
    return fill(
        "SELECT file_row_number + 1 AS RIJ, $columns FROM read_parquet($file, file_row_number = true)",
        columns=columns,
        file=literal(source.parquet),
    )


def _canonical_text(source: Readable, column: str) -> str:
    described = Found(Column(column, Form.TEXT, 0, ""), column, column, source.types[column])
    return f"regexp_replace(nfc_normalize({as_text(described)}), '^(-?[0-9]+)\\.0+$', '\\1')"


@dataclass(frozen=True, slots=True)
class _Reading:
    """Makes `eigen_tabel` of one file. `raw` is the query for its columns as text."""

    engine: DuckEngine
    path: Path
    plan: TableData
    raw: str

    def make(self) -> Made:
        """Check the values, make the table."""
        rows = int(self.engine.value(fill("SELECT count(*) FROM ($raw) AS gelezen", raw=self.raw)))
        if rows == 0:
            raise empty(self.path)
        self._check_outcome()
        for place, factor in enumerate(self.plan.factors):
            self._check_factor(place, factor)
        dimensions = tuple(map(dimension_of, self.plan.factors))
        self._create(dimensions)
        kept = int(self.engine.value(f"SELECT count(*) FROM {TABLE}"))  # noqa: S608 - a fixed name
        return Made(rows, kept, dimensions)

    @property
    def _known_outcome(self) -> str:
        return f"UITKOMST_RUW NOT IN {one_of(missing_values(self.plan.outcome.missing))}"

    def _first(self, condition: str) -> int | None:
        """Return the first row, of those with a known outcome, for which a condition holds."""
        sql = fill(
            "SELECT min(RIJ) FROM ($raw) AS gelezen WHERE $known AND ($condition)",
            raw=self.raw,
            known=self._known_outcome,
            condition=condition,
        )
        row = self.engine.value(sql)
        return None if row is None else int(row)

    def _check_outcome(self) -> None:
        outcome = self.plan.outcome
        if outcome.above is not None:
            row = self._first(f"NOT {_IS_NUMBER.format('UITKOMST_RUW')}")
            if row is not None:
                raise self._not_a_number(row, outcome.column, "above")
        elif self._first(f"UITKOMST_RUW IN {one_of(map(canonical, outcome.event))}") is None:
            raise DataError(
                f"Geen enkele rij heeft de uitkomst {' of '.join(repr(value) for value in outcome.event)}.",
                where=f"{self.path}, kolom {outcome.column}",
                expected="ten minste één rij met de uitkomst",
                mend="kijk of de waarden bij data.outcome.event zo in het bestand staan",
            )

    def _check_factor(self, place: int, factor: TableFactor) -> None:
        column = f"FACTOR_{place}"
        missing = f"{column} IN {one_of(missing_values(factor.missing))}"
        if factor.bins is not None:
            self._check_number(factor, factor.bins, column, missing)
        elif not factor.other:
            self._check_labels(factor, column, missing)

    def _check_number(self, factor: TableFactor, bins: Bin, column: str, missing: str) -> None:
        row = self._first(f"NOT ({missing}) AND NOT {_IS_NUMBER.format(column)}")
        if row is not None:
            raise self._not_a_number(row, factor.column, "bins")
        lowest = bins.edges[0]
        row = self._first(f"NOT ({missing}) AND {_AS_NUMBER.format(column)} < {lowest!r}")
        if row is not None:
            raise DataError(
                f"Een waarde in '{factor.column}' ligt onder de laagste grens.",
                where=self._at(row, factor.column),
                expected=f"{lowest:g} of meer",
                mend="begin data.factors.bins.edges bij een lager getal, of zet de waarde bij 'missing' als zij "
                "'niet bekend' betekent",
            )

    def _check_labels(self, factor: TableFactor, column: str, missing: str) -> None:
        labels = labels_of(factor)
        row = self._first(f"NOT ({missing}) AND {column} NOT IN {one_of(labels)}")
        if row is None:
            return
        value = self._nameable(column, row)
        raise DataError(
            f"In '{factor.column}' staat een waarde zonder label{f': {value!r}' if value else ''}.",
            where=self._at(row, factor.column),
            expected=f"een van: {', '.join(list(labels)[:20])}{', …' if len(labels) > 20 else ''}",
            mend="zet de waarde bij 'labels', zet haar bij 'missing' als zij 'niet bekend' betekent"
            + ("" if factor.ordered else ", of zet other = true bij deze factor"),
        )

    def _nameable(self, column: str, row: int) -> str:
        """Return the value of a row where it looks like a code, else nothing: it may be a name or a key."""
        different = int(self.engine.value(f"SELECT count(DISTINCT {column}) FROM ({self.raw}) AS gelezen"))  # noqa: S608
        if different >= _MANY_VALUES:
            return ""
        value = str(self.engine.value(f"SELECT {column} FROM ({self.raw}) AS gelezen WHERE RIJ = {row}"))  # noqa: S608
        return value if len(value) <= _LONGEST_NAMED and value.isalnum() else ""

    def _create(self, dimensions: tuple[Dimension, ...]) -> None:
        """Make the table. Keys are ranked as text, so their numbers follow from the keys alone."""
        person = self._key("p", "PERSOON_RUW", self.plan.person, "'r' || lpad(CAST(RIJ AS VARCHAR), 18, '0')")
        household = self._key("h", "HUISHOUDEN_RUW", self.plan.household, person)
        factors = "".join(
            f", {self._index(place, dimension)} AS {name(dimension.name)}" for place, dimension in enumerate(dimensions)
        )
        sql = """
            CREATE OR REPLACE TABLE $table AS
            SELECT dense_rank() OVER (ORDER BY $person) AS PERSOON,
                dense_rank() OVER (ORDER BY $household) AS HUISHOUDEN,
                $area AS GEBIED, $reference AS REFERENTIE, $outcome AS UITKOMST$factors
            FROM ($raw) AS gelezen WHERE $known ORDER BY PERSOON, RIJ
        """
        self.engine.run(
            fill(
                sql,
                table=TABLE,
                person=person,
                household=household,
                area="nullif(GEBIED_RUW, '')" if self.plan.area else "CAST(NULL AS VARCHAR)",
                reference=f"DATE {literal(self.plan.reference_date.isoformat())}",
                outcome=self._outcome(),
                factors=factors,
                raw=self.raw,
                known=self._known_outcome,
            )
        )

    def _key(self, letter: str, part: str, column: str | None, otherwise: str) -> str:
        """Return SQL for a key; the first letter keeps keys of households, persons and rows apart."""
        return f"CASE WHEN {part} <> '' THEN '{letter}' || {part} ELSE {otherwise} END" if column else otherwise

    def _outcome(self) -> str:
        outcome = self.plan.outcome
        if outcome.above is not None:
            event = f"{_AS_NUMBER.format('UITKOMST_RUW')} > {outcome.above!r}"
        else:
            event = f"UITKOMST_RUW IN {one_of(map(canonical, outcome.event))}"
        return f"CAST(CASE WHEN {event} THEN 1 ELSE 0 END AS INTEGER)"

    def _index(self, place: int, dimension: Dimension) -> str:
        """Return SQL for the index of the level."""
        factor, column = self.plan.factors[place], f"FACTOR_{place}"
        known = sum(not level.missing for level in dimension.levels)
        if factor.bins is None:
            labels = labels_of(factor)
            place_in_list = f"nullif(list_position([{', '.join(map(literal, labels))}], {column}), 0)"
            # Without `other` every value has a label by now: an empty index, not a wrong level, should that fail.
            index = f"coalesce({place_in_list} - 1, {len(labels) if factor.other else 'NULL'})"
        else:
            value = _AS_NUMBER.format(column)
            index = " + ".join([f"CAST({value} >= {edge!r} AS INTEGER)" for edge in factor.bins.edges[1:]] or ["0"])
        missing = f"{column} IN {one_of(missing_values(factor.missing))}"
        return f"CAST(CASE WHEN {missing} THEN {known} ELSE {index} END AS INTEGER)"

    def _at(self, row: int, column: str) -> str:
        return f"{row_of(self.path, row)}, kolom {column}"

    def _not_a_number(self, row: int, column: str, setting: str) -> DataError:
        return DataError(
            f"In '{column}' staat iets anders dan een getal, terwijl de vraag er met '{setting}' een getal van maakt.",
            where=self._at(row, column),
            expected="een getal zoals 25 of 2,5; zonder punten voor duizendtallen",
            mend="verbeter de waarde, of zet haar bij 'missing' als zij 'niet bekend' betekent",
        )
