"""What the editor of a case takes, refuses and keeps."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import querydict_from_html

from innovations.cms.checks import failing_rules
from innovations.cms.guidance import help_text
from innovations.models import CasePicture, InnovationPage
from innovations.models.sections import SECTION_KEYS
from innovations.record import to_record
from innovations.word_limits import word_limits
from tests.factories import (
    CaseFactory,
    DraftFactory,
    MemberFactory,
    PictureFactory,
    UnitFactory,
    log_in,
)
from tests.innovations.editing import edit_url, posted, ready_case, write_as


class TestGuidance:
    @pytest.mark.parametrize("key", [f"section_{key}" for key in SECTION_KEYS] + ["summary", "outcomes", "pictures"])
    def test_every_section_has_help_with_a_good_and_a_bad_example(self, key):
        shown = str(help_text(key))
        assert shown.count("<dd>") == 2

    def test_limits_are_those_of_the_form_and_the_form_is_named(self):
        assert {field: limit.words for field, limit in word_limits().items()} == {
            "summary": 200,
            "section_idea": 600,
            "section_sustainability": 600,
            "section_collaboration": 200,
        }
        assert "Formulir KIPP provinsi 2022" in str(help_text("section_idea"))
        assert "KIPP" not in str(help_text("section_problem"))


@pytest.fixture
def author(db):
    return MemberFactory(role="contributor").user


@pytest.fixture
def case(author):
    return ready_case(author.memberships.get().unit, owner=author)


def latest(case):
    case.refresh_from_db()
    return case.get_latest_revision_as_object()


class TestDrafts:
    def test_a_name_is_enough(self, client, author):
        log_in(client, author)
        unit = author.memberships.get().unit
        url = reverse("wagtailadmin_pages:add", args=["innovations", "innovationpage", unit.page.pk])
        data = querydict_from_html(client.get(url).content.decode(), form_id="page-edit-form")
        data["title"] = "SAMPAN"
        client.post(url, data)
        case = InnovationPage.objects.get()
        assert (case.title, case.unit, case.live) == ("SAMPAN", unit, False)

    def test_the_address_follows_the_name_until_it_is_published(self, client, case, author):
        write_as(client, author, case, title="SAMPAN BARU")
        case.refresh_from_db()
        assert case.slug == "sampan-baru"
        case.get_latest_revision().publish()
        write_as(client, author, case, title="SAMPAN LAIN")
        case.get_latest_revision().publish()
        case.refresh_from_db()
        assert case.slug == "sampan-baru"

    def test_an_unfinished_outcome_does_not_stand_in_the_way_of_saving(self, client, case, author):
        write_as(
            client, author, case, outcomes__0__source="Belum ditulis", outcomes__0__value="", section_idea="Tersimpan."
        )
        assert latest(case).section_idea == "Tersimpan."

    def test_members_see_neither_address_nor_publishing(self, client, case, author):
        log_in(client, author)
        page = client.get(edit_url(case)).content.decode()
        assert 'name="slug"' not in page
        assert 'name="action-publish"' not in page
        assert 'name="go_live_at"' not in page

    @pytest.mark.parametrize(("text", "kept"), [("< 5 menit", True), ("<p>Lima</p> menit", False)])
    def test_html_is_refused_and_a_less_than_sign_is_not(self, client, case, author, text, kept):
        write_as(client, author, case, section_idea=text)
        assert (latest(case).section_idea == text) is kept

    def test_html_in_a_part_is_refused(self, client, case, author):
        write_as(client, author, case, outcomes__0__indicator="<b>Waktu</b>")
        assert latest(case).outcomes.get().indicator == "Waktu tunggu"

    def test_a_partial_date_is_checked(self, client, case, author):
        response = write_as(client, author, case, started_on="Maret 2019")
        assert "Maret 2019" in response.content.decode()
        assert latest(case).started_on == "2019-03"

    def test_the_preview_of_an_unfinished_draft_is_shown(self, client, case, author):
        log_in(client, author)
        url = reverse("wagtailadmin_pages:preview_on_edit", args=[case.pk])
        blank = {"plain_title": "", "outcomes-0-indicator": "", "outcomes-0-unit": "", "outcomes-0-value": ""}
        assert client.post(url, posted(client, case, **blank)).json()["is_valid"]
        assert client.get(url).status_code == 200

    def test_a_case_that_was_never_saved_is_previewed_too(self, client, author):
        log_in(client, author)
        place = ["innovations", "innovationpage", author.memberships.get().unit.page.pk]
        form = client.get(reverse("wagtailadmin_pages:add", args=place)).content.decode()
        url = reverse("wagtailadmin_pages:preview_on_add", args=place)
        assert client.post(url, querydict_from_html(form, form_id="page-edit-form")).json()["is_valid"]
        assert client.get(url, {"in_preview_panel": "true"}).status_code == 200


class TestForeignThings:
    def add_picture(self, client, author, case, picture):
        log_in(client, author)
        data = posted(client, case)
        data.update({"pictures-TOTAL_FORMS": "1", "pictures-0-image": str(picture.pk), "pictures-0-id": ""})
        data.update({"pictures-0-title": "Perahu", "pictures-0-alt": "Perahu di dermaga", "pictures-0-ORDER": "1"})
        return client.post(edit_url(case), data, follow=True)

    def test_an_own_picture_is_taken(self, client, case, author):
        self.add_picture(client, author, case, PictureFactory(collection=case.unit.collection))
        assert latest(case).pictures.count() == 1

    def test_a_picture_of_another_unit_is_not_even_by_its_number(self, client, case, author):
        self.add_picture(client, author, case, PictureFactory(collection=UnitFactory().collection))
        assert latest(case).pictures.count() == 0

    def test_one_that_is_on_the_page_already_stays(self, client, case, author):
        draft = latest(case)
        draft.pictures = [CasePicture(image=PictureFactory(), title="Perahu", alt="Perahu di dermaga")]
        draft.save()
        draft.save_revision()
        write_as(client, author, case, section_idea="Ide.")
        assert latest(case).section_idea == "Ide."
        assert latest(case).pictures.count() == 1

    def test_a_copy_of_a_published_case_or_of_an_own_one(self, client, case, author):
        for original in (CaseFactory(), DraftFactory(unit=case.unit)):
            write_as(client, author, case, replicates=str(original.pk))
            assert latest(case).replicates_id == original.pk

    def test_not_a_copy_of_another_units_draft(self, client, case, author):
        write_as(client, author, case, replicates=str(DraftFactory().pk))
        assert latest(case).replicates_id is None

    def test_not_a_copy_of_itself_or_of_its_own_copy(self, client, case, author):
        copy = CaseFactory(unit=case.unit, replicates=case)
        for pk in (case.pk, copy.pk):
            write_as(client, author, case, replicates=str(pk))
            assert latest(case).replicates_id is None

    @pytest.mark.parametrize("name", ["case_chooser:choose", "case_chooser:choose_results"])
    def test_the_chooser_shows_published_cases_and_own_ones(self, client, case, author, name):
        published, foreign = CaseFactory(title="Terbit Umum"), DraftFactory(title="Rahasia Orang")
        log_in(client, author)
        shown = client.get(reverse(name)).content.decode()
        assert published.title in shown
        assert case.title in shown
        assert foreign.title not in shown
        chosen = reverse("case_chooser:chosen", args=[foreign.pk])
        assert client.get(chosen).status_code == 404
        several = reverse("case_chooser:chosen_multiple") + f"?id={foreign.pk}"
        assert foreign.title not in client.get(several).content.decode()

    @pytest.mark.parametrize("words", ['"foo', "a AND OR", "%", "😀", "x" * 10_000])
    def test_odd_words_in_the_chooser_are_answered(self, client, author, words):
        log_in(client, author)
        assert client.get(reverse("case_chooser:choose_results"), {"q": words}).status_code == 200


class TestChecks:
    def test_each_kind_of_fault_has_its_rule(self, case):
        record = to_record(case)
        record["sections"]["problem"] = "Hubungi 0812-3456-7890 atau UPTD PPA KB."
        record["outcomes"] = [{"indicator": "Waktu", "unit": "hari", "value": 1}]
        failing = failing_rules(record)
        assert {"jipp-baseline", "jipp-contacts", "jipp-acronyms", "jipp-cost", "jipp-sections-obstacles"} <= failing
        assert "jipp-sections-problem" not in failing

    def test_the_preview_carries_them_and_the_public_page_does_not(self, client, case, author):
        log_in(client, author)
        url = reverse("wagtailadmin_pages:preview_on_edit", args=[case.pk])
        client.post(url, posted(client, case))
        preview = client.get(url, {"in_preview_panel": "true"}).content.decode()
        assert "jipp-sections-obstacles" in preview
        case.get_latest_revision().publish()
        client.logout()
        case.refresh_from_db()
        assert "wagtail-userbar" not in client.get(case.url).content.decode()


def test_a_copy_is_a_case_of_its_own_and_never_an_alias(client, case, moderator):
    log_in(client, moderator)
    address = reverse("wagtailadmin_pages:copy", args=[case.pk])
    assert "alias" not in client.get(address).context["form"].fields
    place = {"new_title": "Salinan", "new_slug": "salinan", "new_parent_page": case.get_parent().pk}
    assert client.post(address, place | {"alias": "on"}).status_code == 302
    copy = InnovationPage.objects.get(slug="salinan")
    assert copy.alias_of is None
    assert copy.record_id != case.record_id
