"""Forms of entries."""

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

from common.documents import MEGABYTE
from common.uploads import DocumentField
from innovations.models import InnovationPage
from innovations.rules.texts import LONGEST_TEXT
from selections.choices import ENTRY_STEPS
from selections.fields import named, offer
from selections.forms import SeenForm
from selections.models import Entry
from selections.rules.rulebook import Entrance, Paper, Rulebook, Section
from units.models import ServiceUnit


class EnterForm(forms.Form):
    """Which case enters, in which group and category."""

    case = forms.TypedChoiceField(label=_("Innovation"), coerce=int)
    group = forms.ChoiceField(label=_("Group"))
    category = forms.ChoiceField(label=_("Category"))

    def __init__(self, *args: Any, rulebook: Rulebook, cases: Sequence[InnovationPage], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "case", [(case.pk, case.title) for case in cases])
        offer(self, "group", named(rulebook.groups))
        offer(self, "category", named(rulebook.categories))


class AnswersForm(SeenForm):
    """The questions that the rules of the round ask, and the category."""

    category = forms.ChoiceField(label=_("Category"))

    def __init__(self, *args: Any, entry: Entry, rulebook: Rulebook, **kwargs: Any) -> None:
        kwargs["initial"] = {"seen": entry.version, "category": entry.category}
        super().__init__(*args, **kwargs)
        offer(self, "category", named(rulebook.categories))
        self.sections = rulebook.sections_of(entry.group)
        for section in self.sections:
            self.fields[_name(section)] = forms.CharField(
                label=section.name,
                required=False,
                max_length=LONGEST_TEXT,
                initial=entry.answers.get(section.code, ""),
                widget=forms.Textarea(attrs={"rows": 8, "data-words": f"words-{section.code}"}),
            )

    @property
    def answers(self) -> dict[str, str]:
        """Return what was written, by the codes of the questions."""
        return {section.code: self.cleaned_data[_name(section)] for section in self.sections}

    @property
    def boxes(self) -> list[forms.BoundField]:
        """Return the boxes of the questions, in their order."""
        return [self[_name(section)] for section in self.sections]

    def others(self, stored: Entry | None) -> list[str | None]:
        """Return for each box what somebody else has stored there meanwhile, where it is not what was typed."""
        typed = [str(box.value()).replace("\r\n", "\n").strip() for box in self.boxes]
        kept = [stored.answers.get(section.code, "") if stored else None for section in self.sections]
        return [other if other != own else None for own, other in zip(typed, kept, strict=True)]


class EntryStepForm(SeenForm):
    """A step with an entry."""

    step = forms.ChoiceField(choices=ENTRY_STEPS.items())
    note = forms.CharField(required=False, max_length=2000)


class PaperForm(SeenForm):
    """What the rules want attached: a PDF of at most so many megabytes, or an address."""

    file = DocumentField()
    url = forms.URLField(label=_("Address"), max_length=200, assume_scheme="https")

    def __init__(self, *args: Any, paper: Paper, **kwargs: Any) -> None:
        kwargs["prefix"] = paper.code
        super().__init__(*args, **kwargs)
        self.paper = paper
        del self.fields["file" if paper.link else "url"]
        self.fields["url" if paper.link else "file"].label = paper.name

    def clean_file(self) -> File[Any]:
        """Refuse what is no PDF, or larger than the rules allow."""
        file: File[Any] = self.cleaned_data["file"]
        if PurePath(file.name or "").suffix.lower() != ".pdf":
            raise forms.ValidationError(_("“%(name)s” is no PDF. Save it as PDF and try again.") % {"name": file.name})
        most = self.paper.max_mb
        if most is not None and file.size > most * MEGABYTE:
            raise forms.ValidationError(
                _("“%(name)s” is larger than %(limit)s MB, which the rules of the round allow.")
                % {"name": file.name, "limit": most}
            )
        return file


def _name(section: Section) -> str:
    return f"answer-{section.code}"


class InviteUnitForm(forms.Form):
    """Which unit is invited to which group."""

    group = forms.ChoiceField(label=_("Group"))
    unit = forms.ModelChoiceField(ServiceUnit.objects.all(), widget=forms.HiddenInput)

    def __init__(self, *args: Any, rulebook: Rulebook, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "group", named(one for one in rulebook.groups if one.entrance is Entrance.INVITATION))
