"""How every engine takes changes and rebuilds."""

from search.engines.base import Removal, Upsert
from tests.search.builders import NOW, document, request
from tests.search.contract.shelf import COST, FROM_50, UP_TO_50, names, put


def test_an_update_replaces_numbers(engine):
    put(engine, document(1, numbers={COST: 10}))
    put(engine, document(1, version=2, numbers={COST: 90}))
    assert engine.search(request(filters={"cost_max": (UP_TO_50,)})).total == 0
    [hit] = engine.search(request(filters={"cost_max": (FROM_50,)})).hits
    assert hit.document.numbers == {COST: 90}


def test_an_update_replaces_and_a_removal_removes(engine):
    put(engine, document(1, "Perahu Lama"))
    put(engine, document(1, "Perahu Baru", version=2))
    assert names(engine.search(request("perahu"))) == ["Perahu Baru"]
    engine.apply([Removal(1, 3)])
    assert engine.search(request("perahu")).total == 0
    assert list(engine.contents()) == []


def test_an_older_change_does_not_undo_a_newer_one(engine):
    put(engine, document(1, "Perahu Baru", version=5))
    put(engine, document(1, "Perahu Lama", version=4))
    engine.apply([Removal(1, 3)])
    assert names(engine.search(request("perahu"))) == ["Perahu Baru"]
    engine.apply([Removal(1, 6)])
    put(engine, document(1, "Perahu Lama", version=5))
    assert engine.search(request("perahu")).total == 0


def test_of_several_changes_in_a_batch_the_newest_wins(engine):
    engine.apply([Upsert(document(1, "Baru", version=3)), Removal(1, 2), Upsert(document(1, "Lama", version=1))])
    assert names(engine.search(request())) == ["Baru"]


def test_a_case_expires_at_its_second(engine):
    put(engine, document(1, "Perahu", expires_at=NOW))
    assert engine.search(request("perahu", now=NOW - 1)).total == 1
    assert engine.search(request("perahu", now=NOW)).total == 0
    assert engine.suggest("per", 5, NOW).cases == ()
    assert engine.suggest("per", 5, NOW).words == ()
    assert engine.similar_words("perahx", NOW) == []


def test_contents_change_when_a_document_does(engine):
    put(engine, document(1, "Perahu"))
    [before] = engine.contents()
    put(engine, document(1, "Perahu", version=2))
    [same] = engine.contents()
    put(engine, document(1, "Perahu", version=3, text="Baru."))
    [changed] = engine.contents()
    assert before.fingerprint == same.fingerprint != changed.fingerprint
    assert (changed.page_id, changed.version) == (1, 3)


def test_a_rebuild_answers_only_after_the_switch_and_keeps_late_changes(engine):
    put(engine, document(1, "Perahu Lama"))
    with engine.rebuild() as generation:
        generation.add([document(1, "Perahu Baru"), document(2, "Perahu Dua")])
        put(engine, document(3, "Perahu Tiga", version=9))
        assert set(names(engine.search(request("perahu")))) == {"Perahu Lama", "Perahu Tiga"}
        generation.switch([Upsert(document(3, "Perahu Tiga", version=9)), Removal(2, 10)])
    assert set(names(engine.search(request("perahu")))) == {"Perahu Baru", "Perahu Tiga"}


def test_an_abandoned_rebuild_changes_nothing(engine):
    put(engine, document(1, "Perahu"))
    with engine.rebuild() as generation:
        generation.add([document(2, "Kereta")])
    assert names(engine.search(request())) == ["Perahu"]
