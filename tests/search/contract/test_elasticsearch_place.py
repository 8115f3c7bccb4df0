"""The indices in Elasticsearch: missing, refusing, built and switched by several processes."""

from concurrent.futures import ThreadPoolExecutor
from unittest import mock

import pytest

from search.engines.base import Removal, SearchRequest, Upsert
from search.engines.elasticsearch import Connection, ElasticsearchEngine, searching, store
from search.engines.elasticsearch.rows import layout
from search.errors import IndexBusy, IndexMissing, SearchUnavailable
from tests.search.builders import document, request
from tests.search.contract.uses import USES

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def connection(elasticsearch, worker_id) -> Connection:
    """A prefix of its own, without any index."""
    connection = Connection(**elasticsearch.settings(f"place_{worker_id}"))
    indices = connection.client().indices
    for index in indices.get(index=f"{connection.prefix}-*"):
        indices.delete(index=index)
    return connection


@pytest.fixture
def engine(connection) -> ElasticsearchEngine:
    engine = ElasticsearchEngine(connection)
    with engine.rebuild() as generation:
        generation.switch([])
    return engine


def aliases(connection) -> dict[str, set[str]]:
    """Return the aliases of each index, by the last part of their names."""
    found = connection.client().indices.get_alias(index=f"{connection.prefix}-*")
    return {index: {alias.rsplit("-")[-1] for alias in one["aliases"]} for index, one in found.items()}


def test_a_missing_index_says_so(connection):
    engine = ElasticsearchEngine(connection)
    for use in USES[:-1]:
        with pytest.raises(IndexMissing, match="has not been built"):
            use(engine)
    assert aliases(connection) == {}


def test_an_index_of_another_layout_must_be_rebuilt(connection, monkeypatch):
    monkeypatch.setattr(store, "layout", lambda: "00000000")
    older = ElasticsearchEngine(connection)
    with older.rebuild() as generation:
        generation.switch([])
    monkeypatch.undo()
    engine = ElasticsearchEngine(connection)
    with pytest.raises(IndexMissing, match="another version"):
        engine.search(SearchRequest(now=1))
    with engine.rebuild() as generation:
        generation.switch([])
    assert engine.search(SearchRequest(now=1)).total == 0
    assert len(aliases(connection)) == 1


def test_sites_with_other_prefixes_on_the_same_cluster_are_left_alone(engine, connection):
    other = ElasticsearchEngine(Connection(**{**vars(connection), "prefix": f"{connection.prefix}_other"}))
    with other.rebuild() as generation:
        generation.add([document(1)])
        generation.switch([])
    with engine.rebuild() as generation:
        generation.switch([])
    assert (engine.search(request()).total, other.search(request()).total) == (0, 1)


def test_a_reader_sees_what_another_one_stored_or_switched(engine, connection):
    other = ElasticsearchEngine(connection)
    other.apply([Upsert(document(1, "Perahu"))])
    assert engine.search(request()).total == 1
    with other.rebuild() as generation:
        generation.add([document(2), document(3)])
        generation.switch([])
    assert engine.search(request()).total == 2
    [(name, both)] = aliases(connection).items()
    assert both == {"read", "write"}
    assert name.startswith(f"{connection.prefix}-{layout()}-")


def test_what_is_stored_while_an_index_is_built_is_in_both(engine, connection):
    engine.apply([Upsert(document(1, "Perahu", version=1)), Upsert(document(2, "Perahu", version=1))])
    with engine.rebuild() as generation:
        ElasticsearchEngine(connection).apply([Upsert(document(3, "Perahu", version=5)), Removal(2, 6)])
        generation.add([document(1, "Perahu", version=1), document(2, "Perahu", version=1)])
        assert engine.search(request("perahu")).total == 2
        generation.switch([])
    assert {one.page_id for one in engine.contents()} == {1, 3}


def test_an_abandoned_index_is_removed_and_nothing_is_stored_there(engine, connection):
    with engine.rebuild():
        assert len(aliases(connection)) == 2
    engine.apply([Upsert(document(1, "Perahu"))])
    [both] = aliases(connection).values()
    assert both == {"read", "write"}
    assert engine.search(request("perahu")).total == 1


def test_of_two_who_build_the_second_is_told_to_wait(engine, connection):
    with engine.rebuild() as generation:
        with pytest.raises(IndexBusy), ElasticsearchEngine(connection).rebuild():
            pass
        generation.add([document(1)])
        generation.switch([])
    assert engine.search(request()).total == 1


def test_of_many_who_build_at_once_one_builds_it_whole(engine, connection):
    def build(_number: int) -> bool:
        try:
            with ElasticsearchEngine(connection).rebuild() as generation:
                generation.add([document(1), document(2)])
                generation.switch([])
        except IndexBusy:
            return False
        return True

    with ThreadPoolExecutor(6) as builders:
        assert any(list(builders.map(build, range(6))))
    assert {one.page_id for one in engine.contents()} == {1, 2}
    assert list(aliases(connection).values()) == [{"read", "write"}]


def test_who_looked_before_another_one_began_takes_nothing_from_it(engine, connection, monkeypatch):
    before = store.Store(connection.prefix).aliases(connection.client())
    with engine.rebuild() as generation:
        with monkeypatch.context() as late:
            late.setattr(store.Store, "aliases", lambda *_: before)
            with pytest.raises(IndexBusy), ElasticsearchEngine(connection).rebuild():
                pass
        generation.add([document(1)])
        generation.switch([])
    assert engine.search(request()).total == 1
    assert list(aliases(connection).values()) == [{"read", "write"}]


def test_who_thinks_a_builder_dead_does_not_remove_what_it_has_switched_to(engine, connection, monkeypatch):
    with engine.rebuild() as generation:
        generation.add([document(1)])
        before = store.Store(connection.prefix).aliases(connection.client())
        generation.switch([])
    looks, now = iter([before]), store.Store.aliases
    monkeypatch.setattr(store.Store, "aliases", lambda itself, client: next(looks, None) or now(itself, client))
    monkeypatch.setattr(store.Store, "_builder_lives", lambda *_: False)
    with ElasticsearchEngine(connection).rebuild() as next_one:
        assert engine.search(request()).total == 1
        next_one.switch([])
    assert engine.search(request()).total == 0


def test_a_builder_lives_until_it_has_switched(engine, connection):
    with engine.rebuild() as generation:
        generation.add([document(1)])
        move, refused = store.Store._move, []

        def meet_another_one(itself, client, actions):
            try:
                store.Store(connection.prefix).begin(client)
            except IndexBusy as busy:
                refused.append(busy)
            move(itself, client, actions)

        with mock.patch.object(store.Store, "_move", meet_another_one):
            generation.switch([])
    assert len(refused) == 1
    assert engine.search(request()).total == 1


def test_an_index_that_answers_stays_whatever_fails_after_the_switch(engine):
    with engine.rebuild() as generation:
        generation.add([document(1)])
        with (
            mock.patch.object(store.Store, "_remove", side_effect=SearchUnavailable("slow")),
            pytest.raises(SearchUnavailable),
        ):
            generation.switch([])
    assert engine.search(request()).total == 1


def test_a_builder_that_died_is_replaced(engine, connection, monkeypatch):
    dead = engine.rebuild()
    generation = dead.__enter__()
    generation.add([document(1, "Perahu")])
    engine.apply([Upsert(document(2, "Perahu"))])
    assert engine.search(request("perahu")).total == 1
    monkeypatch.setattr(store, "_BUILDER_PATIENCE", -1)
    with ElasticsearchEngine(connection).rebuild() as other:
        with pytest.raises(IndexBusy):
            generation.add([document(4, "Perahu")])
        with pytest.raises(IndexBusy):
            generation.switch([])
        other.add([document(4, "Perahu")])
        other.switch([])
    dead.__exit__(None, None, None)
    assert {one.page_id for one in engine.contents()} == {4}
    [both] = aliases(connection).values()
    assert both == {"read", "write"}


def test_a_document_that_is_refused_is_named_and_the_others_are_stored(engine, caplog):
    endless = document(2, "Perahu", published_at=10**30)
    with pytest.raises(ValueError, match=r"case 2: .*orders.newest.*out of range"):
        engine.apply([Upsert(document(1, "Perahu")), Upsert(endless), Upsert(document(3, "Perahu"))])
    assert {one.page_id for one in engine.contents()} == {1, 3}
    with engine.rebuild() as generation:
        generation.add([endless, document(4)])
        generation.switch([])
    assert {one.page_id for one in engine.contents()} == {4}
    assert "Case 2 is not in the new index" in caplog.text


def test_an_index_that_takes_no_changes_is_not_the_fault_of_a_document(engine, connection):
    [index] = aliases(connection)
    indices = connection.client().indices
    indices.put_settings(index=index, settings={"index.blocks.write": True})
    with pytest.raises(SearchUnavailable, match=r"can't store changes now: .*blocked"):
        engine.apply([Upsert(document(1))])
    indices.put_settings(index=index, settings={"index.blocks.write": False})
    engine.apply([Upsert(document(1))])
    assert engine.search(request()).total == 1


def test_pages_beyond_the_window_go_on_where_the_last_one_ended(engine, monkeypatch):
    engine.apply([Upsert(document(n, f"Perahu {n}", completeness=n % 3)) for n in range(1, 61)])
    for text, sort in (("perahu", "relevance"), ("", "newest"), ("perahu", "complete")):
        asked = {"sort": sort, "size": 7}
        near = [engine.search(request(text, offset=offset, **asked)) for offset in range(0, 70, 7)]
        with monkeypatch.context() as patch:
            patch.setattr(searching, "_WINDOW", 20)
            far = [engine.search(request(text, offset=offset, **asked)) for offset in range(0, 70, 7)]
        assert far == near
        assert {hit.document.page_id for page in far for hit in page.hits} == set(range(1, 61))
