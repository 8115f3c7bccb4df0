"""Files beside the records, and the command."""

import hashlib
import io
import json
import stat
import zipfile
from pathlib import Path
from typing import Any, ClassVar

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import ReferenceIndex

from common.models import Picture
from innovations.importing.beside import Folder
from innovations.importing.problems import UnreadableFileError
from innovations.importing.record_files import open_record_file
from innovations.importing.run import ImportReport, run_import
from innovations.models import InnovationPage
from innovations.record import to_record
from tests.factories import image_bytes
from tests.innovations.records import DATA, import_all, record
from tests.innovations.test_spreadsheets import CASE, filled

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
        assert import_all(given, beside=Folder(folder)).problems == []
        case = the_case()
        picture = case.pictures.get().image
        assert (picture.collection, picture.sha256) == (case.unit.collection, digest)
        assert ReferenceIndex.get_references_to(picture).count() == 1
        call_command("export_cases", output=tmp_path / "keluar", verbosity=0)
        found = to_record(case)
        for item in (*found["pictures"], *found["documents"]):
            copy = tmp_path / "keluar" / item["file"]
            assert hashlib.sha256(copy.read_bytes()).hexdigest() == item["sha256"]
        assert import_all(given, beside=Folder(folder)).unchanged == 1
        report = import_all(found, beside=Folder(tmp_path / "keluar"))
        assert (report.unchanged, Picture.objects.count()) == (1, 1)

    @pytest.mark.parametrize(
        "name",
        ["tidak-ada.png", "../rahasia.pdf", "/etc/passwd", "tautan.pdf", "gambar", "..\\rahasia.pdf", "gambar/../../x"],
    )
    def test_files_elsewhere_are_refused(self, folder: Path, name: str) -> None:
        (problem,) = import_all(record(documents=[{"file": name, "title": "x"}]), beside=Folder(folder)).problems
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
        (problem,) = import_all(record(pictures=[self.picture(**item)]), beside=Folder(folder)).problems
        assert problem.key == key
        assert Picture.objects.count() == 0


def archive(path: Path, *members: tuple[str | zipfile.ZipInfo, bytes], records: Any = None) -> Path:
    """Write an archive of the members and, unless they bring one, a file of one record."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as written:
        if records is not None:
            written.writestr("cases.jsonl", json.dumps(records))
        for name, content in members:
            written.writestr(name, content)
    return path


def import_archive(path: Path) -> ImportReport:
    with open_record_file(path) as file:
        return run_import(file.entries, beside=file.beside)


class TestArchives:
    PICTURE: ClassVar = {"file": "gambar/a.png", "title": "Meja", "alt": "Petugas di meja"}
    PDF = b"%PDF-1.4\n%%EOF\n"

    def test_records_come_with_their_files(self, tmp_path: Path) -> None:
        given = record(pictures=[self.PICTURE], documents=[{"file": "./sop.pdf", "title": "SOP"}])
        path = archive(tmp_path / "a.zip", ("gambar/a.png", image_bytes()), ("sop.pdf", self.PDF), records=given)
        assert import_archive(path).problems == []
        assert the_case().pictures.get().image.sha256 == hashlib.sha256(image_bytes()).hexdigest()
        assert the_case().documents.get().document.title == "SOP"
        assert import_archive(path).unchanged == 1

    def test_a_workbook_names_files_on_sheets_of_their_own(self, tmp_path: Path) -> None:
        workbook = io.BytesIO()
        filled(
            ("cases", CASE),
            ("pictures", {"case": CASE["name"], **self.PICTURE}),
            ("documents", {"case": CASE["name"], "file": "sop.pdf", "title": "SOP"}),
        ).save(workbook)
        members = [("isi.xlsx", workbook.getvalue()), ("gambar/a.png", image_bytes()), ("sop.pdf", self.PDF)]
        assert import_archive(archive(tmp_path / "a.zip", *members)).problems == []
        case = InnovationPage.objects.get()
        assert (case.pictures.get().alt, case.documents.get().title) == (self.PICTURE["alt"], "SOP")

    def test_paths_count_from_the_records_and_what_systems_add_is_passed_over(self, tmp_path: Path) -> None:
        line = json.dumps(record(pictures=[self.PICTURE])).encode()
        names = ("keluar/cases.jsonl", "__MACOSX/keluar/._cases.jsonl", "keluar/.cases.jsonl", "keluar/lama/old.jsonl")
        members = [*((name, line) for name in names), ("keluar/gambar/a.png", image_bytes())]
        assert import_archive(archive(tmp_path / "a.zip", *members)).created == 1

    @pytest.mark.parametrize(
        "members",
        [
            (),
            (("baca.txt", b"x"),),
            (("a.jsonl", b"{}"), ("b.jsonl", b"{}")),
            (("a.xlsx", b"x"), ("b.xlsx", b"x")),
            (("a.xlsx", b"bukan"),),
            (("a.jsonl", b"{}"), ("b.bin", b"\0" * 3_000_000)),
        ],
        ids=["empty", "no records", "two files", "two workbooks", "no workbook", "bomb"],
    )
    def test_an_archive_that_cannot_be_imported_is_refused(self, tmp_path: Path, members: Any) -> None:
        with pytest.raises(UnreadableFileError):
            import_archive(archive(tmp_path / "a.zip", *members))

    @pytest.mark.parametrize("content", [b"", b"bukan zip", b"PK\x03\x04" + b"\0" * 100])
    def test_what_is_no_archive_is_refused(self, tmp_path: Path, content: bytes) -> None:
        (tmp_path / "a.zip").write_bytes(content)
        with pytest.raises(UnreadableFileError):
            import_archive(tmp_path / "a.zip")

    @pytest.mark.parametrize("name", ["../rahasia.pdf", "/etc/passwd", "tautan.pdf", "sop", "..\\rahasia.pdf"])
    def test_no_name_leads_out_of_the_archive(self, tmp_path: Path, name: str) -> None:
        (tmp_path / "rahasia.pdf").write_bytes(self.PDF)
        link = zipfile.ZipInfo("tautan.pdf")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        given = record(documents=[{"file": name, "title": "x"}])
        path = archive(tmp_path / "a.zip", (link, b"rahasia.pdf"), ("sop/", b""), records=given)
        (problem,) = import_archive(path).problems
        assert (problem.key, problem.value) == ("documents[0].file", name)

    @pytest.mark.parametrize(
        ("item", "key"),
        [
            ({"file": "bukan.png"}, "pictures[0].file"),
            ({"file": "rusak.png"}, "pictures[0].file"),
            ({"sha256": "0" * 64}, "pictures[0].sha256"),
        ],
    )
    def test_files_that_are_not_what_they_say_are_named(self, tmp_path: Path, item: dict[str, str], key: str) -> None:
        given = record(pictures=[{**self.PICTURE, **item}])
        mark = b"rusak di sini" * 9
        members = [("gambar/a.png", image_bytes()), ("bukan.png", b"teks"), (zipfile.ZipInfo("rusak.png"), mark)]
        path = archive(tmp_path / "a.zip", *members, records=given)
        path.write_bytes(path.read_bytes().replace(mark, mark[::-1]))
        (problem,) = import_archive(path).problems
        assert (problem.key, problem.message.endswith(".")) == (key, True)


class TestCommand:
    def test_it_says_what_it_did(self, capsys: pytest.CaptureFixture[str]) -> None:
        call_command("import_cases", DATA / "innovations.jsonl")
        assert "78" in capsys.readouterr().out
        assert InnovationPage.objects.count() == 78

    def test_it_takes_archives(self, tmp_path: Path) -> None:
        call_command("import_cases", archive(tmp_path / "a.zip", records=record()))
        assert the_case().live

    @pytest.mark.parametrize("name", ["kasus.csv", "kasus.zip", "kasus.xlsx"])
    def test_a_file_of_another_kind_is_an_error(self, tmp_path: Path, name: str) -> None:
        (tmp_path / name).write_text("id;name")
        with pytest.raises(CommandError):
            call_command("import_cases", tmp_path / name)

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
