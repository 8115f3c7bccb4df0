"""Find the events of a round without reading those of all others."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from selections.event_rounds import EVENT_BY_ROUND


def add(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Add the index to the log."""
    editor.add_index(apps.get_model("common", "Event"), EVENT_BY_ROUND)


def remove(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Remove it."""
    editor.remove_index(apps.get_model("common", "Event"), EVENT_BY_ROUND)


class Migration(migrations.Migration):
    """An index on ``common_event``."""

    dependencies = [
        ("common", "0002_event_append_only"),
        ("selections", "0008_collections_of_panels"),
    ]
    operations = [migrations.RunPython(add, remove)]
