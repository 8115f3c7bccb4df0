"""The fields of a form as a browser would post them."""

from typing import Any

from bs4 import BeautifulSoup


def fields_of(html: str, form_id: str = "page-edit-form") -> dict[str, Any]:
    """Return names and values of the form's fields, without buttons and empty checkboxes."""
    form = BeautifulSoup(html, "html.parser").find("form", id=form_id)
    fields: dict[str, Any] = {}
    for field in form.find_all(["input", "textarea", "select"]):
        name, kind = field.get("name"), field.get("type")
        if not name or kind in {"submit", "file"} or (kind in {"checkbox", "radio"} and not field.has_attr("checked")):
            continue
        if field.name == "select":
            chosen = [option.get("value", "") for option in field.find_all("option", selected=True)]
            fields[name] = chosen if field.has_attr("multiple") else (chosen or [""])[0]
        else:
            fields[name] = field.text if field.name == "textarea" else field.get("value", "")
    return fields
