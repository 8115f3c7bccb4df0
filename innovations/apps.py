"""The room of cases."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InnovationsConfig(AppConfig):
    """The case page, its taxonomy and the case record."""

    name = "innovations"
    verbose_name = _("Innovations")

    def ready(self) -> None:
        """Connect what listens, and give the case its editor and the form that copies it."""
        from common.files import register_use
        from innovations import receivers
        from innovations.cms.panels import case_editor
        from innovations.forms import CaseCopyForm
        from innovations.models import CaseFile, CasePicture, InnovationPage

        receivers.connect(self)
        register_use(CasePicture, file="image")
        register_use(CaseFile, file="document")
        InnovationPage.edit_handler = case_editor()
        InnovationPage.copy_form_class = CaseCopyForm
