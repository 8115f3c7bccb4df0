"""Models of copies of cases."""

from replications.models.agreements import Agreement
from replications.models.implementation import Milestone, Result
from replications.models.inquiries import Inquiry
from replications.models.questions import Question, Reply
from replications.models.replications import Replication
from replications.models.role_models import RoleModel

__all__ = ["Agreement", "Inquiry", "Milestone", "Question", "Replication", "Reply", "Result", "RoleModel"]
