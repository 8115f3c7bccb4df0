"""Moderators import in two steps, check and confirm, and may leave meanwhile; nobody else gets there."""

import fcntl
import io
import json
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from common.models import Event
from innovations.importing import background
from innovations.models import CaseImport, InnovationPage
from tests.factories import MemberFactory, image_bytes, log_in
from tests.innovations.records import import_all, record
from tests.innovations.test_spreadsheets import CASE, filled
from tests.together import together

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path, raising=False)


@pytest.fixture(autouse=True)
def _at_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in the test's own transaction, which another thread would not see."""
    if "transactional_db" not in request.fixturenames:
        monkeypatch.setattr(background, "_beside_the_request", lambda work: work())


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
    assert done.redirect_chain[-1][0] == address
    assert _("The file is imported, and its cases are published.") in done.content.decode()
    assert not CaseImport.objects.get().folder.exists()
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
    assert reverse("case_import") in response.content.decode()
    assert 'name="partial"' not in response.content.decode()
    assert list(imports_folder().glob("*")) == []


def imports_folder() -> Path:
    return settings.DATA_DIR / "imports"


def test_too_many_for_a_screen_go_through_the_command(moderator: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "MOST_RECORDS", 1)
    assert "import_cases" in upload(moderator, record(), record("b")).content.decode()


def test_the_upload_of_another_session_cannot_be_confirmed(moderator: Client) -> None:
    address = upload(moderator, record()).redirect_chain[-1][0]
    other = Client()
    log_in(other, MemberFactory(role="moderator").user)
    other.post(address)
    assert InnovationPage.objects.count() == 0


class TestLongWork:
    """What takes longer than a request shows how far it is, and may be left."""

    @pytest.fixture
    def checked(self, moderator: Client) -> CaseImport:
        upload(moderator, record())
        return CaseImport.objects.get()

    @contextmanager
    def at_work(self, received: CaseImport, noted: str) -> Iterator[None]:
        """Be the thread that is importing."""
        CaseImport.objects.filter(pk=received.pk).update(state=CaseImport.State.WRITING)
        with (received.folder / "progress").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            lock.write(noted)
            lock.flush()
            yield

    def page(self, client: Client, received: CaseImport) -> str:
        return client.get(reverse("case_import_report", args=[received.pk])).content.decode()

    def test_the_page_says_how_far_it_is(self, moderator: Client, checked: CaseImport) -> None:
        for noted, shown in (("", 'class="jipp-progress"'), ("1200 3000", "1.200"), ("3000 3000", "3.000")):
            with self.at_work(checked, noted):
                html = self.page(moderator, checked)
                assert shown in html
                assert "data-jipp-progress" in html

    def test_it_is_found_again_after_leaving(self, moderator: Client, checked: CaseImport) -> None:
        with self.at_work(checked, "1200 3000"):
            html = moderator.get(reverse("case_import")).content.decode()
        assert reverse("case_import_report", args=[checked.pk]) in html
        assert str(CaseImport.State.WRITING.label) in html

    def test_a_press_while_it_works_begins_nothing(self, moderator: Client, checked: CaseImport) -> None:
        with self.at_work(checked, ""):
            moderator.post(reverse("case_import_report", args=[checked.pk]))
        assert InnovationPage.objects.count() == 0

    def test_what_was_broken_off_says_so_and_begins_anew(self, moderator: Client, checked: CaseImport) -> None:
        with self.at_work(checked, "1200 3000"):
            pass
        html = self.page(moderator, checked)
        assert "data-jipp-progress" not in html
        assert _("This was broken off. Nothing was written.") in html
        moderator.post(reverse("case_import_report", args=[checked.pk]))
        assert InnovationPage.objects.count() == 1

    def test_an_unforeseen_error_writes_nothing_and_says_so(
        self, moderator: Client, checked: CaseImport, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fails(*args: Any) -> None:
            raise RuntimeError("uji")

        monkeypatch.setattr("innovations.importing.write.Writer._remember", fails)
        moderator.post(reverse("case_import_report", args=[checked.pk]))
        assert InnovationPage.objects.count() == 0
        assert _("This was broken off. Nothing was written.") in self.page(moderator, checked)

    def test_an_upload_that_is_gone_is_asked_for_again(self, moderator: Client, checked: CaseImport) -> None:
        shutil.rmtree(checked.folder)
        html = self.page(moderator, checked)
        assert _("This upload has expired. Upload the file again if need be.") in html

    def test_uploads_are_forgotten_after_a_day(self, moderator: Client, checked: CaseImport) -> None:
        CaseImport.objects.update(uploaded_at=timezone.now() - background.KEPT)
        upload(moderator, record("b"))
        assert not CaseImport.objects.filter(pk=checked.pk).exists()
        assert not checked.folder.exists()

    @pytest.mark.django_db(transaction=True)
    def test_what_is_committed_is_called_imported_while_the_search_follows(
        self, transactional_db: None, moderator: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """So a process that ends just then leaves no page that denies what was written."""
        address = upload(moderator, record()).redirect_chain[-1][0]
        seen = []

        def look(**_options: Any) -> None:
            seen.append((CaseImport.objects.get().state, moderator.get(address).content.decode()))

        monkeypatch.setattr("search.outbox.drain_inline", look)
        moderator.post(address)
        ((state, html),) = seen
        assert state == CaseImport.State.DONE
        assert "data-jipp-progress" in html

    @pytest.mark.django_db(transaction=True)
    def test_two_presses_at_the_same_moment_import_once(self, transactional_db: None, moderator: Client) -> None:
        address = upload(moderator, record()).redirect_chain[-1][0]
        together(lambda: moderator.post(address), lambda: moderator.post(address))
        assert Event.objects.filter(verb="cases.imported").count() == 1
        assert CaseImport.objects.get().state == CaseImport.State.DONE


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
