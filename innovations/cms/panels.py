"""The editor of a case: its panels in the order in which a person thinks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    TabbedInterface,
)
from wagtail.admin.panels.base import get_form_for_model
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.models import COMMENTS_RELATION_NAME

from innovations.cms.advice import AdvicePanel
from innovations.cms.case_chooser import case_chooser
from innovations.cms.guidance import help_text
from innovations.cms.similar import SimilarPanel
from innovations.cms.state import StatePanel
from innovations.forms import CaseCommentForm, CasePageForm, OutcomeForm
from innovations.models import Outcome
from innovations.word_limits import word_limits

DATE_HELP = _("A year (2019), a month (2019-06) or a day (2019-06-27): no more precise than what you know.")
MANY = forms.CheckboxSelectMultiple(attrs={"class": "jipp-many"})


class OutcomesPanel(InlinePanel):
    """Outcomes with fields that read figures the Indonesian way."""

    def get_form_options(self) -> dict[str, Any]:
        """Return Wagtail's options with our form for one outcome in them."""
        options = super().get_form_options()
        formset = options["formsets"][self.relation_name]
        deferred = getattr(formset.get("form", WagtailAdminModelForm), "_meta", None)
        formset["form"] = get_form_for_model(
            Outcome,
            form_class=OutcomeForm,
            defer_required_on_fields=getattr(deferred, "defer_required_on_fields", []),
        )
        return options


class CaseCommentPanel(CommentPanel):
    """Wagtail's comments, with our form for one."""

    def get_form_options(self) -> dict[str, Any]:
        """Return Wagtail's options with our form in them."""
        options: dict[str, Any] = super().get_form_options()
        options["formsets"][COMMENTS_RELATION_NAME]["form"] = CaseCommentForm
        return options


def case_editor() -> Panel:
    """Return the edit handler of ``InnovationPage``."""
    tab = ObjectList(
        [
            StatePanel(heading=_("State"), icon="info-circle"),
            AdvicePanel(heading=_("Still missing"), icon="list-ul"),
            _name_panel(),
            SimilarPanel(heading=_("Similar cases"), icon="copy"),
            _group(
                _("The problem, the idea, and how it works"),
                [_text("section_problem"), _text("section_idea"), _text("section_how_it_works")],
            ),
            _group(_("Results"), [_text("section_results", heading=_("In words"))]),
            _outcomes_panel(),
            _cost_panel(),
            _group(_("What went wrong, and what helped"), [_text("section_obstacles"), _text("section_enablers")]),
            _copy_panel(),
            _time_panel(),
            _classification_panel(),
            _contact_panel(),
            *_source_panels(),
            *_media_panels(),
            _moderators_panel(),
            CaseCommentPanel(),
        ],
        heading=_("Case"),
    )
    # Wagtail's styles and comments expect tabs around the panels, be it a single one.
    return TabbedInterface([tab], base_form_class=CasePageForm)


def _group(heading: Any, children: list[Panel], **kwargs: Any) -> MultiFieldPanel:
    return MultiFieldPanel(children, heading=heading, **kwargs)


def _text(name: str, heading: Any = "") -> FieldPanel:
    """Return a panel for a long text: help with examples, and a live count of words."""
    limit = word_limits().get(name)
    attrs = {"rows": 3, "data-jipp-words": str(limit.words) if limit else ""}
    return FieldPanel(name, heading=heading, help_text=help_text(name), widget=AdminAutoHeightTextInput(attrs=attrs))


def _name_panel() -> Panel:
    return _group(
        _("Name and summary"),
        [
            FieldPanel("title", heading=_("Official name"), help_text=help_text("title")),
            FieldPanel("spelled_out", help_text=help_text("spelled_out")),
            FieldPanel("plain_title", help_text=help_text("plain_title")),
            _text("summary"),
        ],
    )


def _outcomes_panel() -> Panel:
    return OutcomesPanel(
        "outcomes",
        heading=_("Results in figures"),
        label=_("Result"),
        help_text=help_text("outcomes"),
        panels=[
            FieldRowPanel([FieldPanel("indicator"), FieldPanel("unit"), FieldPanel("better")]),
            FieldRowPanel([FieldPanel("baseline"), FieldPanel("baseline_max"), FieldPanel("baseline_on")]),
            FieldRowPanel([FieldPanel("value"), FieldPanel("value_max"), FieldPanel("value_on", help_text=DATE_HELP)]),
            FieldRowPanel([FieldPanel("approximate"), FieldPanel("scope"), FieldPanel("period")]),
            FieldRowPanel(
                [
                    FieldPanel("evidence"),
                    FieldPanel(
                        "source",
                        help_text=_("The title of one of the sources below, exactly as it is written there."),
                        widget=forms.TextInput(attrs={"list": "jipp-sources", "autocomplete": "off"}),
                    ),
                ]
            ),
        ],
    )


def _cost_panel() -> Panel:
    return _group(
        _("What it costs and needs"),
        [
            FieldRowPanel([FieldPanel("cost_setup_idr"), FieldPanel("cost_yearly_idr")]),
            FieldPanel("cost_funding"),
            FieldPanel("cost_note", widget=AdminAutoHeightTextInput()),
            FieldRowPanel([FieldPanel("staff_needed"), FieldPanel("digital"), FieldPanel("connectivity")]),
            _text("section_resources"),
            _text("section_preconditions"),
        ],
        help_text=help_text("costs"),
    )


def _copy_panel() -> Panel:
    return _group(
        _("How to copy it"),
        [
            _text("section_replication_steps"),
            _text("section_sustainability"),
            _text("section_collaboration"),
            FieldPanel(
                "replicates",
                widget=case_chooser.widget_class,
                help_text=_("If your unit copied it from another unit: that case. Leave it empty otherwise."),
            ),
        ],
    )


def _time_panel() -> Panel:
    return _group(
        _("When, and how far it has come"),
        [
            FieldRowPanel(
                [
                    FieldPanel("started_on", help_text=DATE_HELP),
                    FieldPanel("seen_on", help_text=_("Only if the start is not known: the earliest proof.")),
                    FieldPanel("confirmed_on", help_text=_("When you last made sure that it still runs.")),
                ]
            ),
            FieldRowPanel([FieldPanel("stage"), FieldPanel("status")]),
            FieldPanel("status_reason", widget=AdminAutoHeightTextInput()),
        ],
    )


def _classification_panel() -> Panel:
    return _group(
        _("Where it belongs"),
        [
            *(FieldPanel(name, widget=MANY) for name in ("sectors", "service_modes", "beneficiaries", "sdgs")),
            FieldPanel("tags", help_text=help_text("tags")),
        ],
        help_text=help_text("classification"),
    )


def _contact_panel() -> Panel:
    return _group(
        _("Whom to ask"),
        [
            FieldPanel("contact_office"),
            FieldRowPanel([FieldPanel("contact_phone"), FieldPanel("contact_email")]),
            FieldPanel("contact_url"),
        ],
        help_text=help_text("contact"),
    )


def _source_panels() -> list[Panel]:
    return [
        InlinePanel(
            "sources",
            heading=_("Sources"),
            label=_("Source"),
            help_text=help_text("sources"),
            panels=[
                FieldPanel("title"),
                FieldPanel("url"),
                FieldRowPanel([FieldPanel("published_on", help_text=DATE_HELP), FieldPanel("kind")]),
            ],
        ),
        InlinePanel(
            "awards",
            heading=_("Awards"),
            label=_("Award"),
            help_text=help_text("awards"),
            panels=[
                FieldRowPanel([FieldPanel("scheme"), FieldPanel("year")]),
                FieldRowPanel([FieldPanel("name"), FieldPanel("rank")]),
            ],
        ),
    ]


def _media_panels() -> list[Panel]:
    return [
        InlinePanel(
            "pictures",
            heading=_("Pictures"),
            label=_("Picture"),
            help_text=help_text("pictures"),
            panels=[FieldPanel("image"), FieldPanel("title"), FieldPanel("alt")],
        ),
        InlinePanel(
            "documents",
            heading=_("Documents"),
            label=_("Document"),
            help_text=help_text("documents"),
            panels=[FieldPanel("document"), FieldPanel("title")],
        ),
        FieldPanel("video_url", help_text=_("An address that starts with https://.")),
    ]


def _moderators_panel() -> Panel:
    """Return what only who may publish sees; ``CasePageForm`` takes the field away from everyone else."""
    return _group(_("For moderators"), [FieldPanel("slug")], classname="collapsed")
