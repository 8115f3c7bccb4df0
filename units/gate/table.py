"""The decision for every address of the CMS that Wagtail brings, by name."""

from units.gate import checks
from units.gate.checks import Check, anyone, moderators_only, own_case

_PAGES: dict[str, Check] = {
    "add": checks.own_unit_page("parent_page_id"),
    "preview_on_add": checks.own_unit_page("parent_page_id"),
    "add_subpage": checks.own_unit_page("parent_page_id"),
    "edit": own_case("page_id"),
    "preview_on_edit": own_case("page_id"),
    "view_draft": own_case("page_id"),
    "delete": own_case("page_id"),
    "revisions_index": own_case("page_id"),
    "revisions_view": own_case("page_id"),
    "revisions_revert": own_case("page_id"),
    "revisions_compare": own_case("pk"),
    "history": own_case("page_id"),
    "history_results": own_case("page_id"),
    "workflow_history": own_case("page_id"),
    "workflow_history_detail": own_case("page_id"),
    "workflow_action": checks.own_task_of_case,
    "collect_workflow_action_data": checks.own_task_of_case,
    "confirm_workflow_cancellation": own_case("page_id"),
    "workflow_preview": own_case("page_id"),
    "search": anyone,
    "search_results": anyone,
    # Publishing, moving and hiding are a moderator's.
    "unpublish": moderators_only,
    "revisions_unschedule": moderators_only,
    "convert_alias": moderators_only,
    "move": moderators_only,
    "move_confirm": moderators_only,
    "set_page_position": moderators_only,
    "copy": moderators_only,
    "set_privacy": moderators_only,
    "lock": moderators_only,
    "unlock": moderators_only,
    # These name other units' drafts and people.
    "usage": moderators_only,
    "type_use": moderators_only,
    "type_use_results": moderators_only,
    "choose_parent": moderators_only,
}

_PICTURES: dict[str, Check] = {
    "index": anyone,
    "index_results": anyone,
    "add": anyone,
    "edit": checks.own_picture("image_id"),
    "delete": checks.own_picture("image_id"),
    "preview": checks.own_picture("image_id"),
    "image_usage": checks.own_picture("image_id"),
    "add_multiple": anyone,
    "edit_multiple": checks.own_picture("image_id"),
    "delete_multiple": checks.own_picture("image_id"),
    "create_multiple_from_uploaded_image": checks.own_upload,
    "delete_upload_multiple": checks.own_upload,
    # Makes an address that serves a picture to anyone.
    "url_generator": moderators_only,
    "url_generator_output": moderators_only,
}

_PICTURE_CHOOSER: dict[str, Check] = {
    "choose": anyone,
    "choose_results": anyone,
    "chosen": checks.own_picture("pk"),
    "chosen_multiple": checks.own_chosen_pictures,
    "create": anyone,
    "select_format": checks.own_picture("image_id"),
}

_DOCUMENTS: dict[str, Check] = {
    "index": anyone,
    "index_results": anyone,
    "add": anyone,
    "edit": checks.own_attachment("document_id"),
    "delete": checks.own_attachment("document_id"),
    "document_usage": checks.own_attachment("document_id"),
    "add_multiple": anyone,
    "edit_multiple": checks.own_attachment("doc_id"),
    "delete_multiple": checks.own_attachment("doc_id"),
    "create_multiple_from_uploaded_document": checks.own_upload,
    "delete_upload_multiple": checks.own_upload,
}

_DOCUMENT_CHOOSER: dict[str, Check] = {
    "choose": anyone,
    "choose_results": anyone,
    "chosen": checks.own_attachment("pk"),
    "chosen_multiple": checks.own_chosen_attachments,
    "create": anyone,
}

_REPORTS: dict[str, Check] = {
    "workflow": anyone,
    "workflow_results": anyone,
    "workflow_tasks": anyone,
    "workflow_tasks_results": anyone,
    "locked_pages": moderators_only,
    "locked_pages_results": moderators_only,
    "site_history": moderators_only,
    "site_history_results": moderators_only,
    "aging_pages": moderators_only,
    "aging_pages_results": moderators_only,
    "page_types_usage": moderators_only,
    "page_types_usage_results": moderators_only,
}

_PLAIN: dict[str, Check] = {
    "wagtailadmin_home": anyone,
    "wagtailadmin_account": anyone,
    "wagtail_login_door": anyone,
    "wagtail_reset_door": anyone,
    "wagtail_logout_door": anyone,
    "wagtailadmin_login": anyone,
    "wagtailadmin_logout": anyone,
    "wagtailadmin_password_reset": anyone,
    "wagtailadmin_password_reset_done": anyone,
    "wagtailadmin_password_reset_confirm": anyone,
    "wagtailadmin_password_reset_complete": anyone,
    "wagtailadmin_dismissibles": anyone,
    "wagtailadmin_sprite": anyone,
    "wagtailadmin_javascript_catalog": anyone,
    "wagtailadmin_explore_root": anyone,
    "wagtailadmin_explore": checks.on_own_way("parent_page_id"),
    "wagtailadmin_explore_results": checks.on_own_way("parent_page_id"),
    "wagtailadmin_editing_sessions:ping": checks.own_edited_page,
    "wagtailadmin_editing_sessions:release": anyone,
    "wagtailadmin_api:pages:listing": checks.explorer_only,
    "wagtail_bulk_action": checks.own_files_in_bulk,
    # Both list the words and titles of every unit; cases have a chooser of their own.
    "wagtailadmin_tag_autocomplete": moderators_only,
    "wagtailadmin_tag_model_autocomplete": moderators_only,
    "wagtailadmin_choose_page": moderators_only,
    "wagtailadmin_choose_page_child": moderators_only,
    "wagtailadmin_choose_page_search": moderators_only,
    "wagtailadmin_choose_page_chosen_multiple": moderators_only,
    "wagtailadmin_choose_page_external_link": moderators_only,
    "wagtailadmin_choose_page_email_link": moderators_only,
    "wagtailadmin_choose_page_phone_link": moderators_only,
    "wagtailadmin_choose_page_anchor_link": moderators_only,
    "wagtailadmin_block_preview": moderators_only,
    "wagtailadmin_error_test": moderators_only,
    "wagtailadmin_api:pages:detail": moderators_only,
    "wagtailadmin_api:pages:find": moderators_only,
    "wagtailadmin_api:pages:action": moderators_only,
}

# Whole groups of addresses that are the moderators' or the operator's.
CLOSED_GROUPS = (
    "wagtailadmin_api:documents:",
    "wagtailadmin_api:images:",
    "wagtailadmin_collections:",
    "wagtailadmin_workflows:",
    "wagtailredirects:",
    "wagtailembeds:",
    "wagtailsnippets",
    "wagtailsites:",
    "wagtailusers_users:",
    "wagtailusers_groups:",
)


def _under(prefix: str, table: dict[str, Check]) -> dict[str, Check]:
    return {f"{prefix}:{name}": check for name, check in table.items()}


GATE: dict[str, Check] = {
    **_PLAIN,
    **_under("wagtailadmin_pages", _PAGES),
    **_under("wagtailadmin_reports", _REPORTS),
    **_under("wagtailimages", _PICTURES),
    **_under("wagtailimages_chooser", _PICTURE_CHOOSER),
    **_under("wagtaildocs", _DOCUMENTS),
    **_under("wagtaildocs_chooser", _DOCUMENT_CHOOSER),
}


def allow(name: str, check: Check) -> None:
    """Decide about an own address of the CMS; for the rooms' ``wagtail_hooks.py``.

    Raises ValueError where the name is decided already: two decisions would hide one.
    """
    if GATE.get(name, check) is not check:
        raise ValueError(f"{name} has a decision already")
    GATE[name] = check


def is_decided(name: str) -> bool:
    """Say whether there is a decision about the address."""
    return name in GATE or name.startswith(CLOSED_GROUPS)
