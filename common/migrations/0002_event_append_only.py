"""Make the database itself refuse changes to the event log."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE_UP = [
    """CREATE TRIGGER common_event_no_update BEFORE UPDATE ON common_event
       BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END""",
    """CREATE TRIGGER common_event_no_delete BEFORE DELETE ON common_event
       BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END""",
]
SQLITE_DOWN = ["DROP TRIGGER common_event_no_update", "DROP TRIGGER common_event_no_delete"]
POSTGRESQL_UP = [
    """CREATE FUNCTION common_event_refuse() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'the event log is append-only'; END $$""",
    """CREATE TRIGGER common_event_append_only BEFORE UPDATE OR DELETE ON common_event
       FOR EACH ROW EXECUTE FUNCTION common_event_refuse()""",
]
POSTGRESQL_DOWN = [
    "DROP TRIGGER common_event_append_only ON common_event",
    "DROP FUNCTION common_event_refuse()",
]


def _run(sqlite: list[str], postgresql: list[str], editor: BaseDatabaseSchemaEditor) -> None:
    for statement in {"sqlite": sqlite, "postgresql": postgresql}[editor.connection.vendor]:
        editor.execute(statement)


def refuse_changes(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Add the triggers."""
    _run(SQLITE_UP, POSTGRESQL_UP, editor)


def allow_changes(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Remove the triggers."""
    _run(SQLITE_DOWN, POSTGRESQL_DOWN, editor)


class Migration(migrations.Migration):
    """Triggers on ``common_event``."""

    dependencies = [("common", "0001_initial")]
    operations = [migrations.RunPython(refuse_changes, allow_changes)]
