"""The pages of clinics and mentoring: everyone reads, members register, the host holds, strangers do neither."""

from datetime import UTC, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from common.models import OutgoingMail
from replications.actions import add_learner, add_material, announce_clinic, plan_mentoring, register
from replications.models import Clinic, ClinicMaterial, MentoringPlan, Registration
from tests.factories import MemberFactory, UserFactory, log_in
from tests.replications.test_clinics import begun, fields_of
from units.models import ServiceUnit

pytestmark = pytest.mark.django_db
PEOPLE = ["anonymous", "nobody", "stranger", "writer", "head", "source_writer", "source_head", "moderator"]
HOSTS = {"source_head", "moderator"}
LINK = "https://rapat.contoh.id/perahu"
PDF = b"%PDF-1.4\n%contoh\n%%EOF\n"


@pytest.fixture
def plan(two, role_model):
    today = timezone.localdate()
    fields = {"goal": "Menjalankan perahu.", "begins_on": today, "ends_on": today}
    made = plan_mentoring(two.source_head, role_model, fields, [two.case], today)
    add_learner(two.source_head, made, two.unit)
    return made


@pytest.fixture
def clinic(two, plan):
    return announce_clinic(two.source_head, two.case.unit, fields_of(link=LINK, plan=plan), [two.case])


@pytest.fixture
def material(two, clinic):
    return add_material(two.source_head, clinic, "SOP Perahu", SimpleUploadedFile("sop.pdf", PDF))


@pytest.fixture
def enter(client, two, moderator):
    def enter(name):
        made = {
            "nobody": UserFactory,
            "stranger": lambda: MemberFactory(role="head").user,
            "moderator": lambda: moderator,
        }
        if name != "anonymous":
            log_in(client, made[name]() if name in made else getattr(two, name))

    return enter


def form_of(**change):
    begins = timezone.localtime() + timedelta(days=20)
    moments = {"begins_at": begins, "ends_at": begins + timedelta(hours=2)}
    fields = {"title": "Klinik Baru", "about": "Bawa SOP.", "place": "Aula", "seats": "5"}
    return fields | {name: at.strftime("%Y-%m-%dT%H:%M") for name, at in moments.items()} | change


@pytest.mark.parametrize("person", PEOPLE)
def test_everyone_reads(client, two, material, enter, person):
    enter(person)
    pk = material.clinic_id
    assert "Klinik Perahu Sehat" in client.get("/klinik/").text
    page = client.get(f"/klinik/{pk}/").text
    assert "Klinik Perahu Sehat" in page
    assert "SOP Perahu" in page
    assert (LINK in page) == (person in HOSTS), "the address of the meeting is for units that have a seat"
    assert b"".join(client.get(f"/klinik/{pk}/bahan/{material.pk}/").streaming_content) == PDF
    calendar = client.get(f"/klinik/{pk}/kalender.ics")
    assert calendar.headers["Content-Type"].startswith("text/calendar")
    assert LINK.encode() not in calendar.content
    assert "Klinik Perahu Sehat" not in client.get("/klinik/?state=past").text


def test_times_are_those_of_the_hosts_clocks(client, two, role_model):
    """What is typed, shown, written in letters and put into calendars, in the east two hours before the capital."""
    ServiceUnit.objects.filter(pk=two.case.unit_id).update(region="91.71")
    log_in(client, two.source_head)
    announce = f"/klinik/baru/{two.case.unit_id}/"
    assert "Waktu Indonesia Timur (WIT)" in client.get(announce).text
    client.post(announce, form_of(begins_at="2099-05-01T09:00", ends_at="2099-05-01T11:30"))
    made = Clinic.objects.get()
    assert made.begins_at.astimezone(UTC).hour == 0
    assert 'value="2099-05-01T09:00"' in client.get(f"/klinik/{made.pk}/ubah/").text
    assert "09.00</time>–11.30 WIT" in client.get(f"/klinik/{made.pk}/").text
    assert b"DTSTART;TZID=Asia/Jayapura:20990501T090000" in client.get(f"/klinik/{made.pk}/kalender.ics").content
    register(two.writer, made, two.unit)
    assert "09.00 WIT" in OutgoingMail.objects.get(to=two.writer.email).body


@pytest.mark.parametrize("person", PEOPLE)
def test_who_may_host(client, two, material, enter, person):
    enter(person)
    pk, unit = material.clinic_id, two.case.unit_id
    upload = {"title": "Peta", "file": SimpleUploadedFile("peta.pdf", PDF)}
    requests = [
        (client.get, f"/klinik/baru/{unit}/", {}),
        (client.post, f"/klinik/baru/{unit}/", form_of()),
        (client.get, f"/klinik/{pk}/ubah/", {}),
        (client.post, f"/klinik/{pk}/ubah/", form_of()),
        (client.get, f"/klinik/{pk}/peserta/", {}),
        (client.post, f"/klinik/{pk}/peserta/", {}),
        (client.get, f"/klinik/{pk}/bahan/", {}),
        (client.post, f"/klinik/{pk}/bahan/", upload),
        (client.post, f"/klinik/{pk}/bahan/{material.pk}/hapus/", {}),
        (client.post, f"/klinik/{pk}/batal/", {"reason": "Banjir."}),
    ]
    answers = [send(address, fields) for send, address, fields in requests]
    if person == "anonymous":
        assert all(answer.headers["Location"].startswith("/masuk/") for answer in answers)
    else:
        hosts = [200, 302, 200, 302, 200, 302, 200, 302, 302, 302]
        assert [answer.status_code for answer in answers] == (hosts if person in HOSTS else [404] * len(hosts))
    done = person in HOSTS
    assert Clinic.objects.filter(title="Klinik Baru").count() == (2 if done else 0)
    assert Clinic.objects.exclude(cancelled_reason="").exists() == done
    assert list(ClinicMaterial.objects.values_list("title", flat=True)) == (["Peta"] if done else ["SOP Perahu"])


@pytest.mark.parametrize("person", PEOPLE)
def test_who_may_register_step_back_and_say_how_it_was(client, two, clinic, enter, person):
    enter(person)
    posted = {"unit": two.unit.pk, "rating": "4", "feedback": "Jelas."}
    may = person in {"writer", "head"}
    answer = client.post(f"/klinik/{clinic.pk}/daftar/", posted)
    assert answer.headers["Location"].startswith("/masuk/") == (person == "anonymous")
    assert Registration.objects.exists() == may
    registration = register(two.writer, clinic, two.unit)
    page = client.get(f"/klinik/{clinic.pk}/").text
    assert (LINK in page) == (may or person in HOSTS)
    client.post(f"/klinik/{clinic.pk}/mundur/", posted)
    registration.refresh_from_db()
    assert (registration.withdrawn_at is not None) == may
    Registration.objects.update(withdrawn_at=None, attended=True)
    begun(clinic)
    client.post(f"/klinik/{clinic.pk}/tanggapan/", posted)
    registration.refresh_from_db()
    assert (registration.rating == 4) == may


@pytest.mark.parametrize(
    "change", [{"place": ""}, {"seats": "0"}, {"ends_at": "2020-01-01T10:00"}, {"begins_at": "besok"}, {"title": ""}]
)
def test_what_is_missing_is_said_and_what_was_typed_stays(client, two, change):
    log_in(client, two.source_head)
    page = client.post(f"/klinik/baru/{two.case.unit_id}/", form_of(about="Bawa peta laut.") | change)
    assert page.status_code == 200
    assert "Bawa peta laut." in page.text
    assert not Clinic.objects.exists()


def test_a_file_that_is_not_what_its_name_says_is_refused(client, two, clinic):
    log_in(client, two.source_head)
    upload = {"title": "Peta", "file": SimpleUploadedFile("peta.pdf", b"MZ bukan PDF")}
    assert "errors" in client.post(f"/klinik/{clinic.pk}/bahan/", upload).text
    assert not ClinicMaterial.objects.exists()


def test_the_host_sees_who_comes_and_what_they_say(client, two, clinic):
    registration = register(two.writer, clinic, two.unit)
    begun(clinic)
    log_in(client, two.source_head)
    address = f"/klinik/{clinic.pk}/peserta/"
    client.post(address, {"present": [registration.pk]})
    Registration.objects.update(rating=5, feedback="Sangat jelas.")
    page = client.get(address).text
    assert two.unit.name in page
    assert "Sangat jelas." in page
    assert "Sangat jelas." not in client.get(f"/klinik/{clinic.pk}/").text


def test_interest_is_shown_from_the_clinic(client, two, clinic):
    register(two.writer, clinic, two.unit)
    log_in(client, two.writer)
    address = f"/replikasi/minat/{two.case.pk}/?klinik={clinic.pk}"
    assert f'value="{clinic.pk}" selected' in client.get(address).text
    client.post(address, {"unit": two.unit.pk, "need": "Antre.", "clinic": clinic.pk})
    assert clinic.replications.get().unit == two.unit


@pytest.mark.parametrize("person", PEOPLE)
def test_a_plan_is_for_its_units(client, two, plan, role_model, enter, person):
    enter(person)
    address = f"/pendampingan/{plan.pk}/"
    takes_part = person in {"writer", "head", "source_writer", "source_head", "moderator"}
    if person == "anonymous":
        for closed in (address, "/pendampingan/", f"/pendampingan/tulis/{role_model.pk}/"):
            assert client.get(closed).headers["Location"].startswith("/masuk/")
        return
    assert client.get(address).status_code == (200 if takes_part else 404)
    assert (two.case.unit.name in client.get("/pendampingan/").text) == takes_part
    posted = {"goal": "Lain.", "cases": [two.case.pk], "begins_on": "2026-05-01", "ends_on": "2026-06-01"}
    for form in (f"/pendampingan/tulis/{role_model.pk}/", f"{address}ubah/"):
        statuses = [client.get(form).status_code, client.post(form, posted).status_code]
        assert statuses == ([200, 302] if person in HOSTS else [404, 404])
    assert MentoringPlan.objects.count() == (2 if person in HOSTS else 1)
    client.post(f"{address}unit/", {"unit": two.unit.pk, "remove": "on"})
    client.post(f"{address}tutup/", {"reason": "Selesai."})
    plan.refresh_from_db()
    assert plan.units.exists() != (person in HOSTS)
    assert (plan.goal == "Lain.") == (plan.closed_reason == "Selesai.") == (person in HOSTS)
    page = client.get(address).text
    assert ("Selesai." in page) == (person in HOSTS)
    assert (f"({two.source_head})" in page) == (person in HOSTS), "who did it is for those who answer for the unit"


def test_a_plan_has_a_goal_dates_and_own_practices(client, two, plan, role_model):
    log_in(client, two.source_head)
    posted = {"goal": "Lain.", "cases": [two.case.pk], "begins_on": "2026-05-01", "ends_on": "2026-06-01"}
    for change in ({"cases": [999]}, {"goal": ""}, {"begins_on": "besok"}, {"ends_on": "2026-04-01"}):
        page = client.post(f"/pendampingan/tulis/{role_model.pk}/", posted | change).text
        assert 'class="errors"' in page or 'class="notice error"' in page, change
    assert MentoringPlan.objects.count() == 1


def test_a_moderator_proves_the_second_factor_first(client, moderator, clinic, plan):
    client.force_login(moderator)
    for address in (f"/klinik/{clinic.pk}/ubah/", f"/pendampingan/{plan.pk}/"):
        assert client.get(address).headers["Location"].startswith("/masuk/kode/")


def test_pages_make_a_fixed_number_of_queries(client, two, clinic, plan, django_assert_max_num_queries):
    for _number in range(6):
        member = MemberFactory()
        register(member.user, clinic, member.unit)
        add_learner(two.source_head, plan, member.unit)
    log_in(client, two.source_head)
    addresses = {
        "/klinik/": 8,
        f"/klinik/{clinic.pk}/": 14,
        f"/klinik/{clinic.pk}/peserta/": 8,
        "/pendampingan/": 8,
        f"/pendampingan/{plan.pk}/": 14,
    }
    for address, most in addresses.items():
        with django_assert_max_num_queries(most):
            client.get(address)


@pytest.mark.parametrize(
    "address", ["/klinik/{clinic}/batal/", "/pendampingan/{plan}/tutup/", "/teladan/{model}/akhiri/"]
)
def test_a_reason_that_is_too_long_is_refused_in_words(client, clinic, plan, moderator, address):
    log_in(client, moderator)
    here = address.format(clinic=clinic.pk, plan=plan.pk, model=plan.role_model_id)
    page = client.post(here, {"reason": "x" * 501}, follow=True)
    assert ["500" in str(one) for one in page.context["messages"]] == [True]


@pytest.mark.parametrize("year", ["0001", "9999"])
def test_the_first_and_the_last_year_of_the_calendar_are_times_like_others(client, two, year):
    log_in(client, two.source_head)
    moments = {"begins_at": f"{year}-01-01T00:00", "ends_at": f"{year}-01-01T02:00"}
    client.post(f"/klinik/baru/{two.case.unit_id}/", form_of(**moments))
    assert Clinic.objects.count() == (year == "9999")
