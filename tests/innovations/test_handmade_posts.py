"""Posts that no browser makes from an open editor are answered, and touch nothing but the case."""

import pytest
from django.urls import reverse
from wagtail.models import Comment, CommentReply

from innovations.models import CaseFile, CasePicture, Outcome
from tests.factories import AttachmentFactory, DraftFactory, MemberFactory, PictureFactory, log_in
from tests.innovations.editing import edit_url, posted, ready_case, write_as

pytestmark = pytest.mark.django_db

LARGE, ENDLESS = str(10**20), "9" * 5000
GONE = None  # the field is not sent

ROWS = {
    "no place": {"outcomes-0-ORDER": GONE},
    "a word for a place": {"outcomes-0-ORDER": "x"},
    "an endless place": {"outcomes-0-ORDER": ENDLESS},
    "no number": {"outcomes-0-id": GONE},
    "a word for a number": {"outcomes-0-id": "x"},
    "a digit that is no number": {"outcomes-0-id": "²"},
    "an endless number": {"outcomes-0-id": ENDLESS},
    "a blank row without a place": {"outcomes-TOTAL_FORMS": "2", "outcomes-1-indicator": ""},
    "rows that were not sent": {"outcomes-TOTAL_FORMS": "5", "outcomes-INITIAL_FORMS": "5"},
    "more rows than anyone has": {"outcomes-TOTAL_FORMS": LARGE, "outcomes-INITIAL_FORMS": LARGE},
    "a negative count": {"outcomes-TOTAL_FORMS": "-5", "outcomes-INITIAL_FORMS": "-5"},
    "a word for a count": {"outcomes-TOTAL_FORMS": "x", "outcomes-INITIAL_FORMS": "x"},
    "no counts": {"outcomes-TOTAL_FORMS": GONE, "outcomes-INITIAL_FORMS": GONE},
    "no counts of comments": {"comments-TOTAL_FORMS": GONE, "comments-INITIAL_FORMS": GONE},
    "a picture beyond all numbers": {
        "pictures-TOTAL_FORMS": "1",
        "pictures-0-image": ENDLESS,
        "pictures-0-title": "x",
        "pictures-0-alt": "x",
    },
}
BESIDES = [{"started_on": "0000-00-00"}, {}, {"action-submit": "1"}]
"""Posted one after another: with an error elsewhere, saved, submitted."""


def _changed(fields, changes):
    data = fields.copy()
    for name, value in changes.items():
        data.pop(name, None)
        if value is not GONE:
            data[name] = value
    return data


@pytest.mark.parametrize("rows", ROWS.values(), ids=ROWS)
def test_odd_rows_are_answered(client, case, author, rows):
    log_in(client, author)
    fields = posted(client, case)
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[case.pk])
    assert client.post(preview, _changed(fields, rows)).status_code == 200
    for besides in BESIDES:
        answer = client.post(edit_url(case), _changed(fields, rows | besides))
        assert answer.status_code in {200, 302}, besides


def test_a_row_without_a_place_stays_where_it_stands(client, case, author):
    write_as(client, author, case, outcomes__0__ORDER="", outcomes__0__indicator="Waktu layanan")
    case.refresh_from_db()
    assert case.get_latest_revision_as_object().outcomes.get().indicator == "Waktu layanan"


def test_a_row_of_another_case_is_left_alone(client, case, author, unit):
    row = ready_case(unit, title="LAIN").outcomes.get()
    write_as(client, author, case, outcomes__0__id=str(row.pk), outcomes__0__indicator="Diambil")
    assert Outcome.objects.get(pk=row.pk).indicator == row.indicator
    assert [one.indicator for one in case.outcomes.order_by("pk")] == [row.indicator, "Diambil"]


@pytest.mark.parametrize("named", ["x", "²", "-1", "0", LARGE, ENDLESS, "another's"])
def test_a_revision_that_cannot_be_overwritten_is_refused_and_what_was_typed_is_shown(client, case, author, named):
    log_in(client, author)
    data = posted(client, case, section_idea="Baru saja diketik.")
    data["overwrite_revision_id"] = str(DraftFactory().latest_revision_id) if named == "another's" else named
    page = client.post(edit_url(case), data)
    assert (page.status_code, "Baru saja diketik." in page.text) == (200, True)
    autosave = client.post(edit_url(case), data, headers={"accept": "application/json"})
    assert (autosave.status_code, autosave.json()["error_code"]) == (400, "invalid_revision")
    assert case.revisions.count() == 1


def _comment_fields(case):
    fields = {"comments-TOTAL_FORMS": "1", "comments-INITIAL_FORMS": "1"}
    comment = Comment.objects.get(page=case)
    fields |= {"comments-0-id": comment.pk, "comments-0-text": comment.text, "comments-0-contentpath": "title"}
    replies = "comments-0-replies"
    fields |= {f"{replies}-TOTAL_FORMS": "1", f"{replies}-INITIAL_FORMS": "1"}
    return fields | {f"{replies}-0-id": comment.replies.get().pk, f"{replies}-0-text": "Baik."}


@pytest.mark.parametrize(
    ("whose", "value"),
    [("author", GONE), ("verifier", ""), ("author", "x"), ("verifier", LARGE), ("author", ENDLESS)],
)
def test_odd_comments_are_answered(client, case, author, verifier, whose, value):
    comment = Comment.objects.create(
        page=case, user={"author": author, "verifier": verifier}[whose], text="Dari mana?", contentpath="title"
    )
    CommentReply.objects.create(comment=comment, user=author, text="Baik.")
    log_in(client, author)
    fields = posted(client, case)
    comments = _comment_fields(case)
    for name in comments:
        answer = client.post(edit_url(case), _changed(fields, comments | {name: value}))
        assert answer.status_code in {200, 302}, name


def test_a_draft_is_opened_when_a_file_that_it_names_is_gone(client, case, author):
    case.get_latest_revision().publish()
    draft = case.get_latest_revision_as_object()
    picture = PictureFactory(collection=case.unit.collection)
    document = AttachmentFactory(collection=case.unit.collection)
    draft.pictures = [CasePicture(image=picture, title="Perahu", alt="Perahu di dermaga")]
    draft.documents = [CaseFile(document=document, title="SOP")]
    draft.save_revision(user=author)
    log_in(client, author)
    client.post(reverse("wagtailimages:delete", args=[picture.pk]))
    client.post(reverse("wagtaildocs:delete", args=[document.pk]))
    for address in (edit_url(case), reverse("wagtailadmin_home"), f"/kelola/pages/{case.pk}/view_draft/"):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("role", ["contributor", "moderator"])
@pytest.mark.parametrize(
    "address",
    [
        "/kelola/images/chooser/chosen/{number}/",
        "/kelola/documents/chooser/chosen/{number}/",
        "/kelola/pages/{number}/revisions/compare/1...2/",
        "/kelola/pages/{page}/revisions/compare/{number}...latest/",
        "/kelola/pages/{page}/revisions/{number}/revert/",
        "/kelola/editing-sessions/ping/innovations/innovationpage/{number}/1/",
        "/kelola/tinjauan/{number}/1/",
    ],
)
def test_addresses_with_a_number_that_no_row_has_are_not_found(client, unit, case, role, address):
    log_in(client, MemberFactory(role=role, **({"unit": unit} if role == "contributor" else {})).user)
    for number in ("0", LARGE, ENDLESS, "x", "²"):
        for ask in (client.get, client.post):
            assert ask(address.format(number=number, page=case.pk)).status_code in {404, 405}, number
