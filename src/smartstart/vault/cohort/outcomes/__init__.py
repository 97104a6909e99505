"""The outcomes a study can ask for. Each has a template of its name: `PERSOON` and `FIRST_DAY` of every start."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outcome:
    """One outcome.

    Attributes:
        name: as in the study, and of its template.
        title: as a heading.
        phrase: completes "… die …".
        answers: what it can and cannot tell, for users.
    """

    name: str
    title: str
    phrase: str
    answers: str


OUTCOMES: dict[str, Outcome] = {
    outcome.name: outcome
    for outcome in (
        Outcome(
            "uithuisplaatsing",
            "Uithuisplaatsing",
            "uit huis geplaatst werden",
            "Telt het begin van verblijf bij pleegouders of in een instelling terwijl er een beschermingsmaatregel "
            "loopt. Verblijf waar ouders zelf voor kozen, telt niet. Of de rechter een machtiging gaf, staat er niet "
            "in.",
        ),
        Outcome(
            "ondertoezichtstelling",
            "Ondertoezichtstelling",
            "onder toezicht gesteld werden",
            "Telt het begin van een ondertoezichtstelling, ook een voorlopige. Zegt niet waarom de "
            "rechter dat besloot.",
        ),
        Outcome(
            "uithuisplaatsing_of_ondertoezichtstelling",
            "Uithuisplaatsing of ondertoezichtstelling",
            "uit huis geplaatst of onder toezicht gesteld werden",
            "Telt wat het eerst begint: een uithuisplaatsing of een ondertoezichtstelling. De twee zijn niet "
            "hetzelfde: ook kinderen die thuis wonen, kunnen onder toezicht staan.",
        ),
    )
}
