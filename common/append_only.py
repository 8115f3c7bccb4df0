"""Tables whose rows are added and never changed: the database itself refuses it."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


class AppendOnly(migrations.RunPython):
    """The step of a migration that makes the database refuse UPDATE and DELETE on a table."""

    def __init__(self, table: str, message: str) -> None:
        super().__init__(_Triggers(table, message).add, _Triggers(table, message).remove)


class _Triggers:
    def __init__(self, table: str, message: str) -> None:
        self.table, self.message = table, message

    def add(self, _apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        self._run(editor, sqlite=self._sqlite_up(), postgresql=self._postgresql_up())

    def remove(self, _apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        self._run(
            editor,
            sqlite=[f"DROP TRIGGER {self.table}_no_{act}" for act in ("update", "delete")],
            postgresql=[
                f"DROP TRIGGER {self.table}_append_only ON {self.table}",
                f"DROP FUNCTION {self.table}_refuse()",
            ],
        )

    def _sqlite_up(self) -> list[str]:
        return [
            f"""CREATE TRIGGER {self.table}_no_{act} BEFORE {act.upper()} ON {self.table}
                BEGIN SELECT RAISE(ABORT, '{self.message}'); END"""
            for act in ("update", "delete")
        ]

    def _postgresql_up(self) -> list[str]:
        return [
            f"""CREATE FUNCTION {self.table}_refuse() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE EXCEPTION '{self.message}'; END $$""",
            f"""CREATE TRIGGER {self.table}_append_only BEFORE UPDATE OR DELETE ON {self.table}
                FOR EACH ROW EXECUTE FUNCTION {self.table}_refuse()""",
        ]

    @staticmethod
    def _run(editor: BaseDatabaseSchemaEditor, *, sqlite: list[str], postgresql: list[str]) -> None:
        for statement in {"sqlite": sqlite, "postgresql": postgresql}[editor.connection.vendor]:
            editor.execute(statement)
