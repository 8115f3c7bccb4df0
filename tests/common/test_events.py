"""The event log is append-only because the database says so."""

import pytest
from django.db import DatabaseError, connection, transaction

from common.actions import record_event
from common.models import Event, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    actor = User.objects.create_user("saksi@contoh.example")
    return record_event("test.done", actor, actor=actor, note="sekali")


def test_an_event_names_act_actor_and_object(event):
    assert (event.verb, event.object_type, event.object_id) == ("test.done", "common.user", str(event.actor_id))
    assert event.data == {"note": "sekali"}


@pytest.mark.parametrize("statement", ["UPDATE common_event SET verb = 'x'", "DELETE FROM common_event"])
def test_the_database_refuses_changes(event, statement):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Event.objects.get().verb == "test.done"


def test_removing_a_person_leaves_the_log(event):
    User.objects.get(pk=event.actor_id).delete()
    assert Event.objects.get().actor_id == event.actor_id
