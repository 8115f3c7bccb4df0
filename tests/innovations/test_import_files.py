"""Files beside the records, and the command."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import ReferenceIndex

from common.models import Picture
from innovations.models import InnovationPage
from innovations.record import to_record
from tests.factories import image_bytes
from tests.innovations.records import DATA, import_all, record

pytestmark = pytest.mark.django_db


def the_case() -> InnovationPage:
    return InnovationPage.objects.get(record_id="uji-1")


class TestFiles:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        folder = tmp_path / "berkas"
        (folder / "gambar").mkdir(parents=True)
        (folder / "gambar" / "a.png").write_bytes(image_bytes())
        (folder / "sop.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")
        (folder / "bukan.png").write_bytes(b"teks")
        (folder / "skrip.exe").write_bytes(b"MZ")
        (tmp_path / "rahasia.pdf").write_bytes(b"%PDF-1.4 rahasia")
        (folder / "tautan.pdf").symlink_to(tmp_path / "rahasia.pdf")
        return folder

    def picture(self, **values: str) -> dict[str, Any]:
        return {"file": "gambar/a.png", "title": "Meja", "alt": "Petugas di meja", **values}

    def test_files_go_into_the_units_collection_and_come_out_again(self, folder: Path, tmp_path: Path) -> None:
        digest = hashlib.sha256(image_bytes()).hexdigest()
        given = record(pictures=[self.picture(sha256=digest)], documents=[{"file": "sop.pdf", "title": "SOP"}])
        assert import_all(given, folder=folder).problems == []
        case = the_case()
        picture = case.pictures.get().image
        assert (picture.collection, picture.sha256) == (case.unit.collection, digest)
        assert ReferenceIndex.get_references_to(picture).count() == 1
        call_command("export_cases", output=tmp_path / "keluar", verbosity=0)
        found = to_record(case)
        for item in (*found["pictures"], *found["documents"]):
            copy = tmp_path / "keluar" / item["file"]
            assert hashlib.sha256(copy.read_bytes()).hexdigest() == item["sha256"]
        assert import_all(given, folder=folder).unchanged == 1
        report = import_all(found, folder=tmp_path / "keluar")
        assert (report.unchanged, Picture.objects.count()) == (1, 1)

    @pytest.mark.parametrize(
        "name",
        ["tidak-ada.png", "../rahasia.pdf", "/etc/passwd", "tautan.pdf", "gambar", "..\\rahasia.pdf", "gambar/../../x"],
    )
    def test_files_elsewhere_are_refused(self, folder: Path, name: str) -> None:
        (problem,) = import_all(record(documents=[{"file": name, "title": "x"}]), folder=folder).problems
        assert (problem.key, problem.value) == ("documents[0].file", name)

    @pytest.mark.parametrize(
        ("item", "key"),
        [
            ({"file": "bukan.png"}, "pictures[0].file"),
            ({"file": "sop.pdf"}, "pictures[0].file"),
            ({"file": "skrip.exe"}, "pictures[0].file"),
            ({"sha256": "0" * 64}, "pictures[0].sha256"),
            ({"sha256": "abc"}, "pictures[0].sha256"),
        ],
    )
    def test_files_that_are_not_what_they_say_are_refused(self, folder: Path, item: dict[str, str], key: str) -> None:
        (problem,) = import_all(record(pictures=[self.picture(**item)]), folder=folder).problems
        assert problem.key == key
        assert Picture.objects.count() == 0


class TestCommand:
    def test_it_says_what_it_did(self, capsys: pytest.CaptureFixture[str]) -> None:
        call_command("import_cases", DATA / "innovations.jsonl")
        assert "78" in capsys.readouterr().out
        assert InnovationPage.objects.count() == 78

    def test_faults_end_it_with_an_error(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "kasus.jsonl"
        path.write_text('{"id": "x"}\n')
        with pytest.raises(CommandError):
            call_command("import_cases", path)
        assert "plain_title" in capsys.readouterr().out

    @pytest.mark.parametrize("content", [None, ""])
    def test_a_missing_or_empty_file_is_an_error(self, tmp_path: Path, content: str | None) -> None:
        path = tmp_path / "kasus.jsonl"
        if content is not None:
            path.write_text(content)
        with pytest.raises(CommandError):
            call_command("import_cases", path)
