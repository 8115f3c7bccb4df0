"""Models of copies of cases."""

from replications.models.agreements import Agreement
from replications.models.clinics import Clinic, ClinicMaterial, Registration
from replications.models.implementation import Milestone, Result
from replications.models.inquiries import Inquiry
from replications.models.mentoring import MentoringPlan
from replications.models.questions import Question, Reply
from replications.models.replications import Replication
from replications.models.role_models import RoleModel

__all__ = [
    "Agreement",
    "Clinic",
    "ClinicMaterial",
    "Inquiry",
    "MentoringPlan",
    "Milestone",
    "Question",
    "Registration",
    "Replication",
    "Reply",
    "Result",
    "RoleModel",
]
