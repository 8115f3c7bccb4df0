"""The form of a case in the CMS: what a draft must hold to, whoever posts it."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.comments import CommentForm
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.forms.pages import CopyForm, WagtailAdminPageForm

from innovations.foreign import ORIGINAL, take_out_foreign
from innovations.form_fields import FigureField, RupiahField, TagsField
from innovations.models import InnovationPage
from innovations.models.parts import FILES
from innovations.posted import as_a_browser_posts
from innovations.rules import LONGEST_TEXT, html_tags

FIGURES = ("baseline", "baseline_max", "value", "value_max")
AMOUNTS = ("cost_setup_idr", "cost_yearly_idr")
MODERATORS_FIELDS = ("slug",)


class OutcomeForm(WagtailAdminModelForm):
    """One outcome, with figures as officials type them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Put figure fields in the place of Django's number boxes."""
        super().__init__(*args, **kwargs)
        for name in FIGURES:
            self.fields[name] = figure_field(self.fields[name])

    def clean(self) -> dict[str, Any]:
        """Refuse a range whose ends are the wrong way round, unless this is a draft that is being typed."""
        cleaned: dict[str, Any] = super().clean() or {}
        if self.is_deferred_validation:
            return cleaned
        for lower, upper in (("baseline", "baseline_max"), ("value", "value_max")):
            first, last = cleaned.get(lower), cleaned.get(upper)
            if last is not None and first is None:
                self.add_error(lower, _("An upper end needs a lower end: write the lower figure here."))
            elif last is not None and first is not None and last < first:
                self.add_error(upper, _("The upper end is smaller than the lower end."))
        return cleaned


class CaseCopyForm(CopyForm):
    """Copying a case, to a page of its own: an alias would be the same record a second time."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer no alias."""
        super().__init__(*args, **kwargs)
        self.fields.pop("alias", None)


class CaseCommentForm(CommentForm):
    """A comment on a field."""

    def clean(self) -> dict[str, Any]:
        """Refuse a comment that does not say on which field it is; Wagtail's own form fails on it."""
        self.cleaned_data.setdefault("contentpath", "")
        cleaned: dict[str, Any] = super().clean()
        return cleaned


class CasePageForm(WagtailAdminPageForm):
    """A case as members write it. Incomplete is allowed here; untrue and foreign things are not."""

    tags = TagsField(label=_("tags"), required=False, widget=forms.TextInput(attrs={"list": "jipp-tags"}))

    def __init__(self, data: QueryDict | None = None, *args: Any, **kwargs: Any) -> None:
        """Fit the fields to the person: the address of a page is the moderators' business."""
        user = kwargs.get("for_user")
        self._foreign: set[str] = set()
        if data is not None:
            data = as_a_browser_posts(data)
        if data is not None and user is not None:
            data, self._foreign = take_out_foreign(data, user, kwargs.get("instance"))
        super().__init__(data, *args, **kwargs)
        if self.instance.unit_id is None and self.parent_page is not None:
            # A new case is previewed and judged before its place in the tree gives it a unit.
            self.instance.unit = self.parent_page.specific.unit
        self.fields["staff_needed"] = figure_field(self.fields["staff_needed"])
        for name in AMOUNTS:
            self.fields[name] = RupiahField(label=self.fields[name].label, required=False, min_value=0)
        if not self._may_publish():
            for name in MODERATORS_FIELDS:
                self.fields.pop(name, None)

    def is_valid(self) -> bool:
        """Check the form, its parts, and then what must hold between them."""
        valid = super().is_valid()
        self._name_foreign()
        if not valid or self._foreign:
            return False
        for form in self._part_forms():
            check_texts(form)
        if not self.is_deferred_validation:
            self._check_sources()
        return not self.errors and not any(form.errors for form in self._part_forms())

    def clean(self) -> dict[str, Any]:
        """Refuse HTML in any text, and texts without end."""
        cleaned: dict[str, Any] = super().clean()
        check_texts(self)
        return cleaned

    def clean_replicates(self) -> InnovationPage | None:
        """Return the case that this one copies, never in a circle."""
        copied = self.cleaned_data["replicates"]
        if copied is None or copied.pk == self.initial.get("replicates"):
            return copied
        copied = copied.specific
        seen = {self.instance.pk}
        ancestor: InnovationPage | None = copied
        while ancestor is not None:
            if ancestor.pk in seen:
                raise ValidationError(
                    _("“%(case)s” is itself a copy of this case. Two cases cannot be copies of each other."),
                    params={"case": copied.title},
                )
            seen.add(ancestor.pk)
            ancestor = ancestor.replicates
        return copied

    def save(self, commit: bool = True) -> InnovationPage:
        """Save; the address follows the title until the case is first published.

        Autosave creates the page while the title is still being typed.
        """
        page: InnovationPage = self.instance
        if commit and page.pk and page.first_published_at is None and "slug" not in self.fields:
            page.slug = ""
        saved: InnovationPage = super().save(commit=commit)
        return saved

    def _may_publish(self) -> bool:
        if self.for_user is None:
            return True
        place = self.instance if self.instance.pk else self.parent_page
        return place is not None and place.permissions_for_user(self.for_user).can_publish()

    def _part_forms(self, name: str | None = None) -> Iterator[forms.ModelForm]:
        """Iterate over the forms of parts that stay on the page; of one kind where it is named."""
        for formset_name, formset in self.formsets.items():
            if formset_name == "comments" or (name and formset_name != name):
                continue
            for form in formset.forms:
                if not formset._should_delete_form(form):
                    yield form

    def _check_sources(self) -> None:
        titles = {form.cleaned_data.get("title", "").strip() for form in self._part_forms("sources")}
        for form in self._part_forms("outcomes"):
            source = form.cleaned_data.get("source", "").strip()
            if source and source not in titles:
                form.add_error(
                    "source",
                    ValidationError(
                        _(
                            "No source is called “%(source)s”. Copy the title from “Sources” below, "
                            "or add that source there first."
                        ),
                        params={"source": source},
                    ),
                )

    def _name_foreign(self) -> None:
        """Say at each field that held another unit's file or case what may be chosen."""
        if ORIGINAL in self._foreign:
            self.add_error(ORIGINAL, _("Choose a published case, or one of your own unit."))
        for part, (field, _model) in FILES.items():
            for form in self.formsets[part].forms:
                if f"{form.prefix}-{field}" in self._foreign:
                    form.full_clean()
                    form.add_error(field, _("This file is not among those of your unit. Choose or upload another."))


def figure_field(field: forms.Field) -> FigureField:
    """Return the field for a figure as officials type it, in the place of a number box."""
    return FigureField(
        label=field.label,
        required=False,
        max_digits=getattr(field, "max_digits", None),
        decimal_places=getattr(field, "decimal_places", None),
    )


def check_texts(form: forms.BaseForm) -> None:
    """Add an error to each text of a form that has HTML, line breaks where there is one line, or no end."""
    for name, value in list(form.cleaned_data.items()):
        if not isinstance(value, str):
            continue
        if len(value) > LONGEST_TEXT:
            message = _("This text has %(length)s characters; at most %(limit)s are allowed.")
            params = {"length": len(value), "limit": LONGEST_TEXT}
            form.add_error(name, ValidationError(message, params=params))
            continue
        if "\n" in value and isinstance(getattr(form.fields.get(name), "widget", None), forms.TextInput):
            form.add_error(name, _("This text must be one line."))
            continue
        found = html_tags(value)
        if found:
            form.add_error(
                name,
                ValidationError(
                    _("“%(tag)s” is HTML. Write plain text; leave a blank line between paragraphs."),
                    params={"tag": found[0]},
                ),
            )
