"""One dialect to another: shared words filled in, what is used vetted, the rest through sqlglot."""

from sqlglot import ErrorLevel, exp, parse_one

from smartstart.vault.engines.vetting import vet
from smartstart.vocabulary.errors import SmartStartError


class Translator:
    """Reads the templates, in DuckDB's dialect, and writes them for Spark.

    DuckDB calls the shared words macros. Spark has functions in SQL since version 4, but none that aggregates, so a
    word is filled in where it is used: what Spark gets holds no word of ours, and the vetting sees all of it.
    """

    def __init__(self) -> None:
        self._words: dict[str, tuple[list[str], exp.Expr]] = {}

    def define(self, statement: str) -> None:
        """Learn a word from a `CREATE … MACRO` statement.

        Raises:
            SmartStartError: it is another statement.
        """
        tree = parse_one(statement, read="duckdb")
        if not isinstance(tree, exp.Create) or tree.kind != "MACRO" or not isinstance(tree.expression, exp.Expr):
            raise SmartStartError("Dit is geen woord voor sjablonen. Dit is een fout in Smart Start.", where=statement)
        parameters = [parameter.name.lower() for parameter in tree.this.expressions]
        self._words[tree.this.this.name.lower()] = (parameters, tree.expression)

    def expanded(self, query: str) -> exp.Expr:
        """Return a query with all words filled in.

        Raises:
            SmartStartError: a word that is not known, or with another number of parts.
        """
        return self._filled(parse_one(query, read="duckdb"))

    def to_spark(self, query: str) -> str:
        """Return a query for Spark.

        Raises:
            SmartStartError: it uses what engines may read differently.
        """
        tree = self.expanded(query)
        vet(tree)
        return tree.sql("spark", unsupported_level=ErrorLevel.RAISE, comments=False)

    def _filled(self, tree: exp.Expr) -> exp.Expr:
        return tree.transform(self._word)

    def _word(self, node: exp.Expr) -> exp.Expr:
        if not isinstance(node, exp.Anonymous):
            return node
        parameters, body = self._words.get(node.name.lower(), ([], None))
        if body is None or len(parameters) != len(node.expressions):
            raise SmartStartError(
                "Een sjabloon gebruikt een woord dat niet bestaat. Dit is een fout in Smart Start.", where=node.name
            )
        # Brackets around each part: what was one part stays one part.
        parts = {
            name: exp.Paren(this=self._filled(part.copy()))
            for name, part in zip(parameters, node.expressions, strict=True)
        }
        return exp.Paren(this=_put(self._filled(body.copy()), parts))


def _put(body: exp.Expr, parts: dict[str, exp.Paren]) -> exp.Expr:
    """Return the body of a word with its parameters replaced by what stood between the brackets."""

    def part(node: exp.Expr) -> exp.Expr:
        if isinstance(node, exp.Column) and not node.table and node.name.lower() in parts:
            return parts[node.name.lower()].copy()
        return node

    return body.transform(part)
