"""Cases that are ready to be submitted, and forms of the editor as a browser posts them."""

from typing import Any

from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from wagtail.models import TaskState, Workflow, WorkflowState
from wagtail.test.utils.form_data import querydict_from_html

from common.models import User
from innovations.models import InnovationPage, Outcome, Sector, ServiceMode, Source
from innovations.models.taxonomy import Beneficiary
from tests.factories import log_in
from units.models import ServiceUnit

TEXTS = {
    "summary": "Perahu membawa alat rekam ke pulau.",
    "section_problem": "Warga berlayar seharian untuk mengurus akta.",
    "section_how_it_works": "Petugas merekam di balai desa.",
    "section_results": "Hampir semua anak kini punya akta.",
}


def ready_case(unit: ServiceUnit, owner: User | None = None, **fields: Any) -> InnovationPage:
    """Return a draft that has all that is required, with no contribution yet."""
    values: dict[str, Any] = {
        "title": "SAMPAN AKTA",
        "plain_title": "Perahu perekaman akta",
        "started_on": "2019-03",
        "stage": "implementation",
        "status": "continues",
        "contact_office": "Bidang Pendaftaran Penduduk",
        **TEXTS,
        **fields,
    }
    case = InnovationPage(live=False, owner=owner, **values)
    case.sectors = [Sector.objects.first()]
    case.service_modes = [ServiceMode.objects.first()]
    case.beneficiaries = [Beneficiary.objects.first()]
    case.sources = [Source(title="Laporan 2025")]
    case.outcomes = [Outcome(indicator="Waktu tunggu", unit="hari", better="lower", baseline=14, value=1)]
    unit.page.add_child(instance=case)
    case.save_revision(clean=False)
    return case


def edit_url(case: InnovationPage) -> str:
    """Return the address of the case's editor."""
    return reverse("wagtailadmin_pages:edit", args=[case.pk])


def posted(client: Client, case: InnovationPage, **changes: str) -> QueryDict:
    """Return what the open editor of the case would post, with ``changes`` typed into it."""
    html = client.get(edit_url(case)).content.decode()
    data = querydict_from_html(html, form_id="page-edit-form")
    for name in [name for name in data if name.startswith("action-")]:
        del data[name]
    for name, value in changes.items():
        data[name.replace("__", "-")] = value
    return data


def write_as(client: Client, user: User, case: InnovationPage, **changes: str) -> Any:
    """Save changes in the editor and return the response."""
    log_in(client, user)
    return client.post(edit_url(case), posted(client, case, **changes), follow=True)


def submit_as(client: Client, user: User, case: InnovationPage, **changes: str) -> Any:
    """Submit from the editor and return the response."""
    return write_as(client, user, case, **{"action-submit": "1", **changes})


def start(case: InnovationPage, author: User) -> TaskState:
    """Submit past the editor, as any other code would."""
    case.refresh_from_db()
    return Workflow.objects.get().start(case, author).current_task_state


def state_of(case: InnovationPage) -> WorkflowState | None:
    """Return the running or sent-back review of the case, as stored."""
    case.refresh_from_db()
    return case.current_workflow_state
