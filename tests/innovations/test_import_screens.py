"""Moderators import in two steps, check and confirm; nobody else gets there."""

import io
import json
import zipfile
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from common.models import Event
from innovations.cms import imports
from innovations.models import InnovationPage
from tests.factories import MemberFactory, image_bytes, log_in
from tests.innovations.records import import_all, record
from tests.innovations.test_spreadsheets import CASE, filled

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path, raising=False)


@pytest.fixture
def moderator(client: Client) -> Client:
    log_in(client, MemberFactory(role="moderator").user)
    return client


def upload(client: Client, *records: Any, name: str = "kasus.jsonl", content: bytes | None = None) -> Any:
    content = "\n".join(json.dumps(each) for each in records).encode() if content is None else content
    return client.post(reverse("case_import"), {"file": SimpleUploadedFile(name, content)}, follow=True)


def test_check_then_confirm_then_it_is_published(moderator: Client) -> None:
    checked = upload(moderator, record())
    assert InnovationPage.objects.count() == 0
    address = checked.redirect_chain[-1][0]
    done = moderator.post(address, follow=True)
    assert InnovationPage.objects.get().live
    assert done.redirect_chain[-1][0] == reverse("case_import")
    event = Event.objects.get(verb="cases.imported")
    assert (event.actor, event.data["source"]) == (done.wsgi_request.user, "kasus.jsonl")


def test_a_double_press_imports_once(moderator: Client) -> None:
    address = upload(moderator, record()).redirect_chain[-1][0]
    moderator.post(address)
    moderator.post(address)
    assert Event.objects.filter(verb="cases.imported").count() == 1


def test_the_report_names_line_key_and_value(moderator: Client) -> None:
    page = upload(moderator, record(), record("b", stage="x")).content.decode()
    assert "<code>stage</code>" in page
    assert InnovationPage.objects.count() == 0


def test_a_value_is_shown_as_text(moderator: Client) -> None:
    page = upload(moderator, record(stage="<script>alert(1)</script>")).content.decode()
    assert "<script>alert(1)" not in page


def test_faulty_records_are_left_out_only_when_asked(moderator: Client) -> None:
    address = upload(moderator, record(), record("b", stage="x")).redirect_chain[-1][0]
    moderator.post(address)
    assert InnovationPage.objects.count() == 0
    moderator.post(address, {"partial": "on"})
    assert InnovationPage.objects.count() == 1


def test_cases_edited_here_are_replaced_only_when_asked(moderator: Client) -> None:
    import_all(record())
    case = InnovationPage.objects.get()
    draft = case.get_latest_revision_as_object()
    draft.plain_title = "Diubah"
    draft.save_revision().publish()
    address = upload(moderator, record(plain_title="Dari berkas")).redirect_chain[-1][0]
    moderator.post(address, {"overwrite": "on"})
    case.refresh_from_db()
    assert case.plain_title == "Dari berkas"


def test_a_filled_in_template_is_imported(moderator: Client, tmp_path: Any) -> None:
    filled(("cases", CASE)).save(tmp_path / "isi.xlsx")
    address = upload(moderator, name="isi.xlsx", content=(tmp_path / "isi.xlsx").read_bytes()).redirect_chain[-1][0]
    moderator.post(address)
    assert InnovationPage.objects.get().title == CASE["name"]


def test_an_archive_brings_pictures(moderator: Client) -> None:
    picture = {"file": "gambar/a.png", "title": "Meja", "alt": "Petugas di meja"}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("kasus.jsonl", json.dumps(record(pictures=[picture])))
        archive.writestr("gambar/a.png", image_bytes())
    address = upload(moderator, name="kasus.zip", content=packed.getvalue()).redirect_chain[-1][0]
    moderator.post(address)
    assert InnovationPage.objects.get().pictures.get().image.title == "Meja"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("kasus.csv", b"id"),
        ("kasus.jsonl", b""),
        ("kasus.jsonl", b"\n\n"),
        ("isi.xlsx", b"bukan"),
        ("isi.zip", b"bukan"),
        ("x.xlsx.exe", b"MZ"),
    ],
)
def test_files_that_cannot_be_read_are_refused_with_a_way_back(moderator: Client, name: str, content: bytes) -> None:
    response = upload(moderator, name=name, content=content)
    assert response.status_code == 200
    assert reverse("case_import_template") in response.content.decode()


def test_too_many_for_a_screen_go_through_the_command(moderator: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "MOST_RECORDS", 1)
    assert "import_cases" in upload(moderator, record(), record("b")).content.decode()


def test_the_upload_of_another_session_cannot_be_confirmed(moderator: Client) -> None:
    address = upload(moderator, record()).redirect_chain[-1][0]
    other = Client()
    log_in(other, MemberFactory(role="moderator").user)
    other.post(address)
    assert InnovationPage.objects.count() == 0


def test_template_and_export_are_downloads(moderator: Client) -> None:
    import_all(record())
    assert moderator.get(reverse("case_import_template")).content.startswith(b"PK")
    lines = b"".join(moderator.get(reverse("case_export")).streaming_content).decode().splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["uji-1"]


@pytest.mark.parametrize("role", ["contributor", "verifier", "head", "local_admin"])
def test_members_get_to_none_of_it(client: Client, role: str) -> None:
    log_in(client, MemberFactory(role=role).user)
    token = "00000000-0000-4000-8000-000000000000"
    for name, args in (
        ("case_import", []),
        ("case_import_report", [token]),
        ("case_import_template", []),
        ("case_export", []),
    ):
        address = reverse(name, args=args)
        assert client.get(address).status_code in {302, 403, 404}
        assert client.post(address).status_code in {302, 403, 404}
    assert reverse("case_import") not in client.get(reverse("wagtailadmin_home")).content.decode()
