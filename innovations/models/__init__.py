"""Models of cases."""

from innovations.models.case import InnovationPage
from innovations.models.imports import CaseImport
from innovations.models.index import InnovationIndexPage
from innovations.models.parts import Award, CaseFile, CasePicture, MeasuredOutcome, Outcome, Source
from innovations.models.provenance import Contribution, ImportedRecord
from innovations.models.taxonomy import Beneficiary, Goal, Sector, ServiceMode, Tag
from innovations.workflow import ReviewTask

__all__ = [
    "Award",
    "Beneficiary",
    "CaseFile",
    "CaseImport",
    "CasePicture",
    "Contribution",
    "Goal",
    "ImportedRecord",
    "InnovationIndexPage",
    "InnovationPage",
    "MeasuredOutcome",
    "Outcome",
    "ReviewTask",
    "Sector",
    "ServiceMode",
    "Source",
    "Tag",
]
