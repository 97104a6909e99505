from smartstart.vault.notebook import Cohort as Cohort
from smartstart.vault.notebook import Draft as Draft
from smartstart.vault.notebook import FoundRegression as FoundRegression
from smartstart.vault.notebook import FoundReinforcing as FoundReinforcing
from smartstart.vault.notebook import FoundRiskGroups as FoundRiskGroups
from smartstart.vault.notebook import Study as Study
from smartstart.vault.notebook import coded_cohort as coded_cohort
from smartstart.vault.notebook import make_study as make_study
from smartstart.vault.notebook import read_study as read_study
from smartstart.vault.notebook import regression as regression
from smartstart.vault.notebook import reinforcing as reinforcing
from smartstart.vault.notebook import risk_groups as risk_groups

__version__: str
