"""What this room adds to the CMS, and what it takes away from those whom it does not concern."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.viewsets.base import ViewSet

from innovations.cms import checks, imports, menu, submission
from innovations.cms.case_chooser import case_chooser
from innovations.cms.editor_script import editor_script
from innovations.cms.guide import guide, guide_menu_item, guide_picture
from innovations.cms.home import CasesPanel, WaitingPanel
from innovations.cms.review import review
from innovations.cms.similar import similar
from innovations.posted import settle_revision
from units.gate import allow, anyone, moderators_only
from units.gate.checks import own_task_of_case

hooks.register("before_edit_page", settle_revision)
hooks.register("before_edit_page", submission.check_edit)
hooks.register("before_create_page", submission.check_create)
hooks.register("after_edit_page", submission.name_gaps)
hooks.register("after_create_page", submission.name_gaps)
hooks.register("construct_main_menu", menu.fit_main_menu)
hooks.register("construct_page_action_menu", menu.fit_action_menu)
hooks.register("construct_wagtail_userbar", checks.replace_checker)
hooks.register("insert_editor_js", editor_script)
hooks.register("register_admin_menu_item", guide_menu_item)
hooks.register("register_admin_menu_item", imports.menu_item)

allow("case_review", own_task_of_case)
for open_name in ("guide", "guide_picture", "similar_cases"):
    allow(open_name, anyone)
for chooser_name in ("choose", "choose_results", "chosen", "chosen_multiple"):
    allow(f"{case_chooser.url_namespace}:{chooser_name}", anyone)
for import_name in ("case_import", "case_import_report", "case_import_template", "case_export"):
    allow(import_name, moderators_only)


@hooks.register("register_admin_viewset")
def register_chooser() -> ViewSet:
    """Add the chooser of the case that was copied."""
    return case_chooser


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """Add the pages of review and the guides."""
    return [
        path("tinjauan/<int:page_id>/<int:task_state_id>/", review, name="case_review"),
        path("impor/", imports.upload, name="case_import"),
        path("impor/templat/", imports.template_file, name="case_import_template"),
        path("impor/ekspor/", imports.export_file, name="case_export"),
        path("impor/<uuid:token>/", imports.report, name="case_import_report"),
        path("serupa/", similar, name="similar_cases"),
        path("panduan/", guide, name="guide"),
        path("panduan/gambar/<str:name>", guide_picture, name="guide_picture"),
        path("panduan/<str:name>/", guide, name="guide"),
    ]


@hooks.register("insert_global_admin_css")
def admin_css() -> SafeString:
    """Add the styles of what this room shows in the CMS."""
    return format_html('<link rel="stylesheet" href="{}">', static("cms/cms.css"))


@hooks.register("insert_global_admin_js")
def admin_js() -> SafeString:
    """Add the script for forms that must not be sent twice."""
    return format_html('<script src="{}" defer></script>', static("cms/once.js"))


@hooks.register("construct_homepage_panels")
def home_panels(request: HttpRequest, panels: list[Component]) -> None:
    """Show what waits and what is in hand, in the place of Wagtail's panels."""
    panels[:] = [WaitingPanel(), CasesPanel()]


@hooks.register("construct_homepage_summary_items", order=1000)
def no_summary(request: HttpRequest, items: list[Any]) -> None:
    """Leave out the counts of pages and files: they say nothing about the work at hand."""
    items.clear()
