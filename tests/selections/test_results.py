"""The result of a round: the lists that everyone reads, and the files that prove them."""

import csv
import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from selections.models import Move, Seat
from selections.results.published import published_list
from selections.rules.phases import Phase
from tests.factories import log_in
from tests.selections.judging import entered, scored, seats
from tests.selections.published import publish, scored_entries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready_cases")]


def page(client, selection_round):
    return client.get(reverse("selection_results", args=[selection_round.pk]))


def file_of(client, freeze):
    return client.get(reverse("selection_frozen", args=[freeze.round_id, freeze.number]))


def test_everyone_reads_the_list_by_group_and_place(client, selection_round, moderator):
    entries = scored_entries(selection_round)
    freeze = publish(selection_round, moderator)
    response = page(client, selection_round)
    [shown] = response.context["lists"]
    told = [(group.name, [(row.entry.number, row.entry.place) for row in group.rows]) for group in shown.groups]
    assert told == [("Umum", [(1, 1), (2, 2)]), ("Replikasi", [(4, 1)])]
    words = response.content.decode()
    assert freeze.sha256 in words
    assert entries[0].case.url in words
    assert entries[0].unit.name in words
    assert entries[2].title not in words
    assert all(seat.user.get_full_name() not in words for seat in Seat.objects.all())


def test_a_case_that_is_no_longer_public_keeps_its_place_without_a_link(client, selection_round, moderator):
    case = scored_entries(selection_round)[0].case
    publish(selection_round, moderator)
    url = case.url
    case.unpublish()
    words = page(client, selection_round).content.decode()
    assert case.title in words
    assert url not in words


@pytest.mark.parametrize("phase", [Phase.DRAFT, Phase.OPEN, Phase.CHECK, Phase.JUDGING, Phase.PANEL])
def test_nobody_reads_a_list_before_it_is_published(client, selection_round, moderator, phase):
    selection_round.phase = phase
    selection_round.save()
    log_in(client, moderator)
    assert page(client, selection_round).status_code == 404


@pytest.mark.parametrize("phase", [Phase.JUDGING, Phase.PANEL, Phase.FINISHED])
def test_a_list_stays_public_while_the_round_goes_on(client, selection_round, moderator, phase):
    publish(selection_round, moderator)
    selection_round.phase = phase
    selection_round.save()
    assert page(client, selection_round).status_code == 200


def test_the_file_of_a_list_proves_it(client, selection_round, moderator, tmp_path, capsys):
    freeze = publish(selection_round, moderator)
    file = tmp_path / "hasil.json"
    file.write_bytes(file_of(client, freeze).content)
    call_command("verify_shortlist", str(file), published=freeze.sha256)
    assert freeze.sha256 in capsys.readouterr().out
    file.write_text(file.read_text().replace('"kebaruan":"80"', '"kebaruan":"81"'))
    with pytest.raises(CommandError, match="SHA-256"):
        call_command("verify_shortlist", str(file))


def test_a_list_that_was_replaced_stays_and_the_new_one_follows_it(client, selection_round, moderator, tmp_path):
    entries = scored_entries(selection_round)
    first = publish(selection_round, moderator)
    [panellist] = seats(selection_round, 1, "panel")
    for entry, onto in ((entries[1], False), (entries[2], True)):
        Move.objects.create(entry=entry, cut="top_99", seat=panellist, onto=onto, reason="Bukti baru.")
    second = publish(selection_round, moderator)
    response = page(client, selection_round)
    [shown] = response.context["lists"]
    assert shown.freeze == second
    assert shown.published.numbers == [1, 3, 4]
    assert shown.replaced == [first]
    assert "Bukti baru." in response.content.decode()
    names = []
    for freeze in (first, second):
        file = tmp_path / f"{freeze.number}.json"
        file.write_bytes(file_of(client, freeze).content)
        names.append(str(file))
    call_command("verify_shortlist", names[1], previous=tmp_path / "1.json")


def test_what_was_frozen_is_read_once(selection_round, moderator, django_assert_num_queries):
    first, second = publish(selection_round, moderator), publish(selection_round, moderator)
    read = published_list(first)
    with django_assert_num_queries(0):
        assert published_list(first) is read
    assert published_list(second).amendments != read.amendments


def test_a_list_as_a_table_runs_no_formula(client, selection_round, moderator):
    entries = scored_entries(selection_round)
    entries[0].title = '=HYPERLINK("http://contoh")'
    entries[0].save()
    freeze = publish(selection_round, moderator)

    def table(kind):
        return client.get(reverse("selection_list", args=[selection_round.pk, freeze.number, kind])).content

    rows = list(csv.reader(io.StringIO(table("csv").decode("utf-8-sig"))))
    assert [row[2] for row in rows[1:]] == ["1", "2", "4"]
    assert rows[1][3] == "'" + entries[0].title
    sheet = load_workbook(io.BytesIO(table("xlsx"))).active
    assert (sheet["D2"].value, sheet["D2"].data_type) == (entries[0].title, "s")
    assert sheet["K2"].value == 81


def test_the_page_takes_as_many_queries_for_any_number_of_entries(client, make_round, moderator):
    def queries(more):
        selection_round = make_round(rules={})
        scored_entries(selection_round)
        [judge] = seats(selection_round, 1)
        for number in range(5, 5 + more):
            scored(entered(selection_round, number, "replikasi"), judge, {"kebaruan": "50", "dampak": "50"})
        publish(selection_round, moderator)
        with CaptureQueriesContext(connection) as counted:
            page(client, selection_round)
        return len(counted)

    queries(0)
    assert queries(0) == queries(1)


@pytest.mark.parametrize("name", ["selection_results", "selection_objections"])
def test_until_when_objections_are_taken_names_its_zone(client, selection_round, moderator, name):
    publish(selection_round, moderator)
    shown = client.get(reverse(name, args=[selection_round.pk])).text
    until = timezone.localtime(selection_round.present_cut.objections_until)
    assert f"{until:%H.%M.%S} WIB" in shown
