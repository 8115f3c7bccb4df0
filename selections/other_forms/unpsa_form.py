"""The form of the sheet: an English answer for each field, beside what the case says in Indonesian."""

from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _

from innovations.models import InnovationPage
from innovations.rules import word_count
from selections.other_forms.actions import Answer
from selections.other_forms.labels import label_of
from selections.other_forms.queries import Filled
from selections.other_forms.unpsa import Sheet, SheetField, texts_of

_LONGEST: Final = 20_000


@dataclass(frozen=True)
class Row:
    """One field with what the case has for it, and how long the stored answer is."""

    field: SheetField
    input: forms.BoundField
    texts: list[str]
    answer: str
    words: int

    @property
    def too_long(self) -> bool:
        """Say whether the answer is over a limit that is known."""
        return self.field.words is not None and self.words > self.field.words


class SheetForm(forms.Form):
    """All fields of the sheet; ``seen`` is the revision that the person saw."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, sheet: Sheet, filled: Filled) -> None:
        """Begin with what is stored."""
        super().__init__(data, initial={"seen": filled.revision})
        self.sheet, self.filled = sheet, filled
        for field in sheet.fields:
            self.fields[field.code] = _input(field, self._stored(field))

    def groups(self, case: InnovationPage) -> list[tuple[str, list[Row]]]:
        """Return the rows under their headings."""
        return [(heading, [self._row(case, field) for field in fields]) for heading, fields in self.sheet.groups]

    def _row(self, case: InnovationPage, field: SheetField) -> Row:
        answer = self._stored(field)
        return Row(field, self[field.code], texts_of(case, field), answer, word_count(answer))

    def _stored(self, field: SheetField) -> str:
        return self.filled.answers.get(field.code, Answer()).text

    @property
    def answers(self) -> dict[str, Answer]:
        """Return what was answered, by field."""
        return {field.code: Answer(text=self.cleaned_data[field.code]) for field in self.sheet.fields}


def _input(field: SheetField, stored: str) -> forms.Field:
    label = label_of(_("In English"), field.label)
    if field.choices:
        offered = [("", _("not filled yet")), *((text, text) for text in field.choices)]
        return forms.ChoiceField(label=label, choices=offered, initial=stored, required=False)
    attributes = {"lang": "en"}
    widget = forms.TextInput(attributes) if field.short else forms.Textarea(attributes | {"rows": 6})
    return forms.CharField(label=label, initial=stored, required=False, max_length=_LONGEST, widget=widget)
