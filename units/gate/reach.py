"""What of the page tree and of the files a person's memberships reach."""

from functools import cached_property

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.permissions import policy_registry

from common.keys import is_key
from common.models import Attachment, Picture, User
from units.models import AgencyPage, Role, UnitPage
from units.queries import standings_of

_FILE_ACTS = ("change", "choose", "delete")


class Reach:
    """The pages and files of one person. Reads are kept for the time of one request."""

    def __init__(self, user: User) -> None:
        """Take a person who is logged in."""
        self.user = user

    @cached_property
    def roots(self) -> tuple[str, ...]:
        """Return the tree paths of the person's own places: unit pages, agency pages."""
        standings = standings_of(self.user)
        units = [held.unit for held in standings if held.unit]
        agencies = [held.agency for held in standings if held.role == Role.LOCAL_ADMIN]
        paths = list(UnitPage.objects.filter(unit__in=units).values_list("path", flat=True))
        paths += AgencyPage.objects.filter(agency__in=agencies).values_list("path", flat=True)
        return tuple(paths)

    def holds_case(self, page_id: int) -> bool:
        """Say whether the page is a case (no unit's or agency's page) in an own place."""
        path = self._path(page_id)
        return self._is_inside(path) and not self._is_place(path)

    def holds_unit_page(self, page_id: int) -> bool:
        """Say whether the page is that of an own unit."""
        path = self._path(page_id)
        return self._is_inside(path) and UnitPage.objects.filter(path=path).exists()

    def passes_by(self, page_id: int) -> bool:
        """Say whether the page is in an own place or on the way from the root to one."""
        path = self._path(page_id)
        return self._is_inside(path) or bool(path and any(root.startswith(path) for root in self.roots))

    def holds_picture(self, picture_id: int | str) -> bool:
        """Say whether the person may use or change the picture."""
        return self._holds_file(get_image_model(), picture_id)

    def holds_attachment(self, attachment_id: int | str) -> bool:
        """Say whether the person may use or change the document."""
        return self._holds_file(get_document_model(), attachment_id)

    def _path(self, page_id: int) -> str:
        return Page.objects.filter(pk=page_id).values_list("path", flat=True).first() or ""

    def _is_inside(self, path: str) -> bool:
        return bool(path and self.roots) and path.startswith(self.roots)

    def _is_place(self, path: str) -> bool:
        return UnitPage.objects.filter(path=path).exists() or AgencyPage.objects.filter(path=path).exists()

    def _holds_file(self, model: type[Picture | Attachment], pk: int | str) -> bool:
        if not is_key(pk):
            return False
        file = model.objects.filter(pk=pk).first()
        policy = policy_registry.get_by_type(model)
        return file is not None and policy.user_has_any_permission_for_instance(self.user, _FILE_ACTS, file)
