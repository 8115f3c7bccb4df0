"""Numbers of other units' things, posted into one's own case.

A chooser shows the name and the picture of whatever number it holds, also beside
the error that refuses it. So such numbers are taken out before the form sees them.
"""

import re
from typing import Any

from django.db.models import Model
from django.http import QueryDict
from django.utils import timezone
from wagtail.permissions import policy_registry

from common.keys import is_key
from innovations.models import InnovationPage
from innovations.models.parts import FILES
from innovations.queries import visible_cases

ORIGINAL = "replicates"
_PART = re.compile(r"(?P<part>pictures|documents)-\w+-(?P<field>image|document)")


def take_out_foreign(data: QueryDict, user: Any, page: InnovationPage | None) -> tuple[QueryDict, set[str]]:
    """Return the data with foreign numbers blanked, and the names of the fields that held one.

    What is on the page already stays, whosever it is.
    """
    foreign = {name for name, value in data.items() if value and _is_foreign(name, str(value), user, page)}
    if not foreign:
        return data, foreign
    cleaned = data.copy()
    for name in foreign:
        cleaned[name] = ""
    return cleaned, foreign


def _is_foreign(name: str, value: str, user: Any, page: InnovationPage | None) -> bool:
    if name == ORIGINAL:
        return not _may_name_original(value, user, page)
    part = _PART.fullmatch(name)
    if part is None or FILES[part["part"]][0] != part["field"]:
        return False
    field, model = FILES[part["part"]]
    if not is_key(value):
        return True
    return int(value) not in _on_page(page, part["part"], field) and not _may_choose(model, value, user)


def _may_choose(model: type[Model], pk: str, user: Any) -> bool:
    own = policy_registry.get_by_type(model).instances_user_has_permission_for(user, "choose")
    return bool(own.filter(pk=pk).exists())


def _on_page(page: InnovationPage | None, part: str, field: str) -> set[int]:
    if page is None or not page.pk:
        return set()
    return {getattr(row, f"{field}_id") for row in getattr(page, part).all()}


def _may_name_original(value: str, user: Any, page: InnovationPage | None) -> bool:
    if not is_key(value):
        return False
    if page is not None and page.replicates_id == int(value):
        return True
    if visible_cases(timezone.now()).filter(pk=value).exists():
        return True
    case = InnovationPage.objects.filter(pk=value).first()
    return case is not None and case.permissions_for_user(user).can_edit()
