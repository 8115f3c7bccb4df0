"""Where the index lives: generations, and the two aliases by which they are known.

A generation is the index ``<prefix>-<layout>-<id>``. What is searched is behind the alias
``<prefix>-<layout>-read``. While a rebuild fills a new generation, that one is behind
``<prefix>-<layout>-write``; otherwise both name the same. Whoever stores a change stores
it behind both, so none is lost when the read alias moves, whichever process moves it and
wherever that process dies. Names hold the layout: software of another version finds no
alias of its own and says that the index must be rebuilt.
"""

import contextlib
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from elasticsearch import ApiError, Elasticsearch, NotFoundError

from search.engines.elasticsearch.rows import Row, layout, mapping
from search.engines.elasticsearch.writing import write
from search.errors import IndexBusy, IndexMissing

_SETTINGS: Final = {
    # Cases are few and small: one shard ranks alike wherever it is asked; a copy on a second node keeps it.
    "number_of_shards": 1,
    "auto_expand_replicas": "0-1",
    "refresh_interval": "-1",
}
_ANSWERING_SETTINGS: Final = {"refresh_interval": "1s"}

_BUILDER: Final = "builder"
"""The row by which a rebuild shows that it is alive: its version is the time of its last step."""

_BUILDER_PATIENCE: Final = 60

_SECOND_WRITE_INDEX: Final = "more than one write index"
"""What Elasticsearch says where an alias names another index by now."""


@dataclass(frozen=True, slots=True)
class Aliases:
    """The generations behind the two aliases, and all there are of this prefix."""

    read: str | None
    write: str | None
    generations: tuple[str, ...]

    @property
    def building(self) -> str | None:
        """Return the generation that is being filled, or was when its builder died."""
        return None if self.write == self.read else self.write


class Store:
    """The generations of one prefix."""

    def __init__(self, prefix: str) -> None:
        """Name the aliases."""
        self._all = f"{prefix}-*"
        self._own = f"{prefix}-{layout()}-"
        self.read_alias, self.write_alias = f"{self._own}read", f"{self._own}write"

    def aliases(self, client: Elasticsearch) -> Aliases:
        """Return what the aliases name now."""
        found = client.indices.get_alias(index=self._all)
        behind = {alias: index for index, one in found.items() for alias in one["aliases"]}
        return Aliases(behind.get(self.read_alias), behind.get(self.write_alias), tuple(found))

    def answering(self, client: Elasticsearch) -> Aliases:
        """Return what the aliases name. Raises IndexMissing where no generation answers."""
        aliases = self.aliases(client)
        if aliases.read is None:
            if any(not name.startswith(self._own) for name in aliases.generations):
                raise IndexMissing(_("The search index was built by another version and must be rebuilt."))
            raise IndexMissing(_("The search index has not been built yet."))
        return aliases

    def put(self, client: Elasticsearch, rows: Sequence[Row]) -> dict[str, str]:
        """Store rows in the generation that answers and in one that is being filled; they are found at once.

        Returns why Elasticsearch refused some, by id. Raises IndexMissing.
        """
        targets = [self.read_alias]
        if self.answering(client).building:
            targets.append(self.write_alias)
        # One refresh for a batch: who publishes finds the case when this returns, without
        # the second that a periodic refresh may take.
        return write(client, targets, rows, refresh=True).refused

    def begin(self, client: Elasticsearch) -> str:
        """Make an empty generation behind the write alias. Raises IndexBusy while another one is being filled."""
        aliases = self.aliases(client)
        if aliases.building and self._builder_lives(client):
            raise self._busy()
        name = f"{self._own}{uuid.uuid4().hex[:12]}"
        client.indices.create(index=name, settings=_SETTINGS, mappings=mapping())
        write(client, [name], [_builder()], require_alias=False)
        try:
            self._move(client, self._taking_changes(name, aliases.write))
        except IndexBusy:
            self._remove(client, name)
            raise
        if aliases.building:
            self.drop(client, aliases.building)  # looks again: its builder may have switched in its last breath
        return name

    def fill(self, client: Elasticsearch, name: str, rows: Sequence[Row]) -> dict[str, str]:
        """Store rows in the generation that is being filled, and return why some were refused, by id.

        Raises IndexBusy where another process took over.
        """
        written = write(client, [self.write_alias], [*rows, _builder()], refresh=False)
        if written.generations != {name}:
            raise self._busy()
        return written.refused

    def switch(self, client: Elasticsearch, name: str) -> None:
        """Let a generation answer, at once, then remove all others. Raises IndexBusy where another took over."""
        aliases = self.aliases(client)
        if aliases.write != name:
            raise self._busy()
        client.indices.refresh(index=name)
        client.indices.put_settings(index=name, settings=_ANSWERING_SETTINGS)
        bare = {"remove": {"index": f"{self._own}*", "alias": self.read_alias, "must_exist": False}}
        answering = {"add": {"index": name, "alias": self.read_alias}}
        self._move(client, [bare, answering, *self._taking_changes(name, name)])
        client.delete(index=name, id=_BUILDER)  # not before: whoever begins meanwhile would think this one dead
        for other in set(aliases.generations) - {name}:
            self._remove(client, other)

    def drop(self, client: Elasticsearch, name: str) -> None:
        """Remove a generation, unless it answers."""
        aliases = self.aliases(client)
        if aliases.read == name:
            return
        if aliases.read and aliases.write == name:
            with contextlib.suppress(IndexBusy):
                self._move(client, self._taking_changes(aliases.read, name))
        self._remove(client, name)

    def _builder_lives(self, client: Elasticsearch) -> bool:
        try:
            last_step: int = client.get(index=self.write_alias, id=_BUILDER, source=False)["_version"]
        except NotFoundError:
            return False
        return time.time() - last_step < _BUILDER_PATIENCE

    def _taking_changes(self, name: str, instead_of: str | None) -> list[dict[str, Any]]:
        """Return what lets the write alias name a generation, and is refused where it no longer names the other one."""
        added = {"add": {"index": name, "alias": self.write_alias, "is_write_index": True}}
        if instead_of is None:
            return [added]
        return [{"remove": {"index": instead_of, "alias": self.write_alias, "must_exist": True}}, added]

    def _move(self, client: Elasticsearch, actions: list[dict[str, Any]]) -> None:
        """Change aliases in one step. Raises IndexBusy where another process moved the write alias meanwhile.

        Of two who move it at once the second takes it from a generation that it no longer names; where it named
        none, the second finds another one declared as the index that takes changes.
        """
        try:
            client.indices.update_aliases(actions=actions)
        except ApiError as error:
            if isinstance(error, NotFoundError) or _SECOND_WRITE_INDEX in str(error.body):
                raise self._busy() from error
            raise

    def _remove(self, client: Elasticsearch, name: str) -> None:
        """Remove a generation that another process may be removing too."""
        client.options(ignore_status=404).indices.delete(index=name)

    def _busy(self) -> IndexBusy:
        return IndexBusy(_("Another process is building the search index."))


def _builder() -> Row:
    return Row(_BUILDER, int(time.time()), {"expires": 0})
