"""Fields of the editor that read what people type: figures, rupiah, tags."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from innovations.cms.editor_script import known_tags
from innovations.form_fields import FigureField, RupiahField, TagsField, plain_number
from innovations.models import Tag
from tests.factories import CaseFactory, DraftFactory, MemberFactory, log_in
from tests.innovations.editing import edit_url, posted, ready_case


class TestFigures:
    @pytest.mark.parametrize(
        ("typed", "means"),
        [
            ("48,6", "48.6"),
            ("48.6", "48.6"),
            ("1.916", "1916"),
            ("1.916,5", "1916.5"),
            ("12.345.678", "12345678"),
            ("0.125", "0.125"),
            ("0,125", "0.125"),
            ("-3", "-3"),
            ("1 916", "1916"),
            ("91", "91"),
        ],
    )
    def test_numbers_are_read_the_indonesian_way(self, typed, means):
        assert plain_number(typed) == means

    @pytest.mark.parametrize("value", ["180.000000", "48.6", "0.125", "1916", "1916000"])
    def test_what_is_shown_is_read_back_as_the_same_figure(self, value):
        field = FigureField(required=False)
        assert field.clean(field.prepare_value(Decimal(value))) == Decimal(value)

    def test_trailing_zeros_of_the_database_are_not_shown(self):
        assert FigureField().prepare_value(Decimal("180.000000")) == "180"

    @pytest.mark.parametrize("typed", ["banyak", "5-7", "1,2,3"])
    def test_a_word_is_refused_and_named(self, typed):
        with pytest.raises(ValidationError, match=typed):
            FigureField().clean(typed)

    @pytest.mark.parametrize(
        ("typed", "rupiah"),
        [("412000000", 412_000_000), ("Rp 412.000.000", 412_000_000), ("Rp412.000.000,-", 412_000_000), ("0", 0)],
    )
    def test_rupiah_are_read_as_they_are_written(self, typed, rupiah):
        assert RupiahField().clean(typed) == rupiah

    def test_nothing_typed_is_unknown_and_not_zero(self):
        assert RupiahField(required=False).clean("") is None
        assert FigureField(required=False).clean("") is None


@pytest.mark.django_db
class TestTags:
    def test_one_spelling_a_tag_the_first_one_stays(self):
        Tag.objects.create(name="KTP-el")
        tags = TagsField(required=False).clean("ktp el, Perahu  Layanan, KTP EL,, —")
        assert [tag.name for tag in tags] == ["KTP-el", "Perahu Layanan"]
        assert Tag.objects.count() == 2

    def test_another_spelling_is_no_change(self):
        tag = Tag.objects.create(name="KTP-el")
        assert not TagsField().has_changed([tag], "ktp el")
        assert TagsField().has_changed([tag], "ktp el, lansia")

    def test_too_many_are_refused(self):
        with pytest.raises(ValidationError):
            TagsField().clean(", ".join(f"tag {n}" for n in range(21)))

    def test_offered_are_the_tags_of_published_cases(self):
        for factory, name in ((CaseFactory, "terbit"), (DraftFactory, "rahasia")):
            case = factory()
            case.tags = [Tag.objects.create(name=name)]
            case.save()
        assert known_tags() == ["terbit"]

    def test_half_typed_tags_of_autosave_are_forgotten(self, client):
        Tag.objects.create(name="terbit").cases.add(CaseFactory())
        member = MemberFactory()
        draft = ready_case(member.unit, member.user)
        log_in(client, member.user)
        first = _autosave(client, draft, tags="lansia, jemp")
        _autosave(client, draft, tags="lansia, jemput", overwrite_revision_id=str(first["revision_id"]))
        assert set(Tag.objects.values_list("name", flat=True)) == {"terbit", "lansia", "jemp", "jemput"}

        call_command("forget_tags")
        assert set(Tag.objects.values_list("name", flat=True)) == {"terbit", "lansia", "jemput"}
        assert posted(client, draft)["tags"] == "jemput, lansia"


def _autosave(client, case, **changes):
    """Save as the editor does by itself, and return what it is told."""
    answer = client.post(edit_url(case), posted(client, case, **changes), headers={"accept": "application/json"})
    return answer.json()
