"""What this room adds to the CMS."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from units.cms import ModeratorsMenuItem


@hooks.register("register_admin_menu_item")
def role_models_menu_item() -> MenuItem:
    """Lead moderators from the CMS to the role models, which they name on the site."""
    return ModeratorsMenuItem(
        _("Role models"), reverse_lazy("role_models"), name="role-models", icon_name="thumbtack", order=620
    )
