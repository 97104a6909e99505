"""What a study asks of a regression: which factors beside each other, and with which level each is compared.

All of it is declared before the results: which factors, the level that the others are compared with, and the link.
"""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from smartstart.vault.study.parts import Part, Slug


class RegressionPlan(Part):
    """Settings of the analysis `regression`: the outcome on factors beside each other.

    Attributes:
        name: tells several models of one study apart.
        link: "logit" gives odds ratios (logistic), "log" relative risks (modified Poisson).
        factors: per factor the code of the level that its other levels are compared with.
        standardise: the factor of which each level gets a marginally standardised risk too.
    """

    kind: Literal["regression"]
    name: Slug = "model"
    link: Literal["logit", "log"] = "logit"
    factors: Annotated[dict[Slug, Annotated[str, Field(min_length=1, max_length=60)]], Field(min_length=1)]
    standardise: Slug | None = None

    @model_validator(mode="after")
    def _of_this_model(self) -> Self:
        if len(self.factors) > _MOST:
            raise ValueError(f"een regressie heeft hoogstens {_MOST} factoren naast elkaar")
        if self.standardise is not None and self.standardise not in self.factors:
            raise ValueError(f"'standardise' is een factor van de regressie zelf: {', '.join(self.factors)}")
        return self


_MOST = 12
