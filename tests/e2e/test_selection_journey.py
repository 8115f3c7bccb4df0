"""In browsers: a round from a template to its list, with a conflict, a wide spread, a tie and an objection."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from common.models import User
from selections import actions
from selections.models import Assignment, Entry, Freeze, Seat, SelectionRound
from selections.rules.entries import EntryStep
from selections.rules.phases import Phase
from tests.e2e.conftest import desk
from tests.e2e.looks import well_made
from tests.factories import MemberFactory, UnitFactory, UserFactory
from tests.selections.entering import Entrant, entrant, took
from tests.selections.rulebooks import rulebook

pytestmark = pytest.mark.browser

EVALUATORS = 5
CONFLICT, WIDE, TIED = 2, 3, (4, 5)
# What both evaluators give an entry on both criteria; entry 3 gets it from one and nothing from the other.
POINTS = {1: 90, 2: 85, 3: 80, 4: 70, 5: 70, 6: 65, 7: 60, 8: 55, 9: 50, 10: 45, 11: 40, 12: 35}


@dataclass
class Cast:
    """Who takes part: three agencies with four units each, and those who organise and score."""

    moderator: User
    panellist: User
    evaluators: list[User]
    entrants: list[Entrant] = field(default_factory=list)


@pytest.fixture
def cast(live: str) -> Cast:
    """Return the people, before any of them has a seat."""
    entrants = []
    for _agency in range(3):
        first = entrant()
        entrants.append(first)
        for _unit in range(3):
            entrants.append(entrant(first.admin, UnitFactory(agency=first.unit.agency)))
    moderator = MemberFactory(role="moderator").user
    return Cast(moderator, UserFactory(), [UserFactory() for _ in range(EVALUATORS)], entrants)


@pytest.fixture
def office(browser: Browser, live: str, cast: Cast) -> Iterator[Page]:
    """Open the window of the secretariat."""
    with desk(browser, live, cast.moderator) as page:
        yield page


def test_a_round_from_a_template_to_its_published_list(browser: Browser, live: str, cast: Cast, office: Page) -> None:
    held = _prepared(office)
    _entered(browser, live, cast, held)
    _checked(office, held)
    _seated(browser, live, cast, office, held)
    _scored(browser, live, cast, office, held)
    _agreed(browser, live, cast, office, held)
    _objected(browser, live, cast, office, held)
    frozen = Freeze.objects.get()
    with desk(browser, live, UserFactory()) as public:
        public.goto(f"/seleksi/{held.pk}/hasil/")
        well_made(public)
        expect(public.locator("main")).to_contain_text(frozen.sha256)
        public.goto(cast.entrants[0].case.url)
        expect(public.locator("main")).to_contain_text("Top 6")


def _prepared(office: Page) -> SelectionRound:
    """Prepare a round from what is known of 2021, see what lacks, set one part by hand, and open it."""
    office.goto("/seleksi/")
    office.get_by_role("link", name="Siapkan putaran").click()
    office.locator("[name=dari]").select_option("templat:kipp-2021")
    office.get_by_role("button", name="Lanjut").click()
    office.locator("[name=year]").fill("2026")
    office.get_by_role("button", name="Siapkan putaran").click()
    well_made(office)
    expect(office.locator("main")).to_contain_text("Masih ada aturan yang kosong")
    office.get_by_role("link", name="Konflik kepentingan", exact=True).click()
    office.locator("[name=row-agency]").select_option("no")
    office.locator("[name=row-region]").select_option("no")
    office.get_by_role("button", name="Simpan").click()
    held = SelectionRound.objects.get()
    assert held.rules["conflicts"] == {"agency": False, "region": False}
    _set_rules(held, opened_days_ago=1)
    office.reload()
    office.get_by_role("button", name="Buka putaran").click()
    expect(office.locator("main")).to_contain_text("Pendaftaran proposal")
    well_made(office)
    return held


def _set_rules(held: SelectionRound, *, opened_days_ago: int) -> None:
    """Set complete rules that opened so many days ago: entries close after 10, mending ends after 20."""
    rules = rulebook(timezone.now() - timedelta(days=opened_days_ago))
    rules["conflicts"] = {"agency": False, "region": False}
    rules["groups"][0] |= {"quota": 4, "min_age_months": 0, "awards": "any", "award_limits": {}}
    rules["papers"] = []
    cut = rules["cuts"][0] | {"code": "top_6", "name": "Top 6", "sizes": {"umum": 6, "replikasi": 0}}
    rules["cuts"] = [cut | {"objections_until": (timezone.now() + timedelta(days=7)).isoformat()}]
    SelectionRound.objects.filter(pk=held.pk).update(rules=rules)


def _entered(browser: Browser, live: str, cast: Cast, held: SelectionRound) -> None:
    """Enter one case by its page and pass it on; the local admin submits it. The others follow."""
    first = cast.entrants[0]
    with desk(browser, live, first.writer) as unit:
        unit.goto(first.case.url)
        unit.get_by_role("button", name="Daftarkan ke", exact=False).click()
        unit.get_by_label("Ringkasan", exact=True).fill("Perahu yang menjadi puskesmas bagi pulau kecil.")
        unit.get_by_role("button", name="Simpan dan lihat").click()
        expect(unit).to_have_url(re.compile(r"/seleksi/proposal/\d+/$"))
        well_made(unit)
        _step(unit, "Teruskan ke admin lokal")
        expect(unit.locator("main")).to_contain_text("Pada admin lokal")
        place = unit.url
    with desk(browser, live, cast.entrants[4].writer) as stranger:
        assert stranger.goto(place).status == 404
    with desk(browser, live, first.admin) as admin:
        admin.goto(place)
        well_made(admin)
        _step(admin, "Ajukan ke tim sekretariat")
        expect(admin.locator("main")).to_contain_text("Diajukan")
    for other in cast.entrants[1:]:
        other.submitted(held)
    assert Entry.objects.filter(state="submitted").count() == 12


def _checked(office: Page, held: SelectionRound) -> None:
    """Close the entries, check them all, admit one by hand and the others."""
    _set_rules(held, opened_days_ago=21)
    office.goto(f"/seleksi/{held.pk}/")
    office.get_by_role("button", name="Tutup pendaftaran").click()
    office.get_by_role("link", name="Semua proposal").click()
    office.get_by_role("button", name="Periksa semua").click()
    well_made(office)
    office.locator("table a").first.click()
    well_made(office)
    _step(office, "Loloskan")
    expect(office.locator("main")).to_contain_text("Lolos seleksi administrasi")
    moderator = User.objects.get(memberships__role="moderator")
    for entry in Entry.objects.filter(state="submitted"):
        took(moderator, entry, EntryStep.ADMIT)


def _seated(browser: Browser, live: str, cast: Cast, office: Page, held: SelectionRound) -> None:
    """Seat the judges, assign, and let one of them give an entry away."""
    office.goto(f"/seleksi/{held.pk}/tim/")
    office.locator("[name=email]").fill("juri@contoh.example")
    office.locator("[name=role]").select_option("evaluator")
    office.get_by_role("button", name="Kirim undangan").click()
    well_made(office)
    expect(office.locator("main")).to_contain_text("juri@contoh.example")
    Seat.objects.bulk_create(Seat(round=held, user=person, role="evaluator") for person in cast.evaluators)
    Seat.objects.create(round=held, user=cast.panellist, role="panel")
    office.goto(f"/seleksi/{held.pk}/penugasan/")
    office.get_by_role("button", name="Bagikan yang kurang").click()
    well_made(office)
    office.goto(f"/seleksi/{held.pk}/")
    office.get_by_role("button", name="Mulai penilaian").click()
    conflicted = Assignment.objects.filter(entry__number=CONFLICT).first()
    with desk(browser, live, conflicted.seat.user) as judge:
        judge.goto(f"/seleksi/nilai/{conflicted.pk}/")
        judge.locator("summary", has_text="Saya punya konflik kepentingan").click()
        judge.locator("#conflict").fill("Kerabat pengusul.")
        judge.get_by_role("button", name="Lepaskan proposal ini").click()
        assert judge.goto(f"/seleksi/nilai/{conflicted.pk}/").status == 404
    assert Assignment.objects.filter(entry__number=CONFLICT, ended_at=None).count() == 2


def _scored(browser: Browser, live: str, cast: Cast, office: Page, held: SelectionRound) -> None:
    """Score: one sheet by hand, the others after the table; add a further evaluator where they lie far apart."""
    given = Assignment.objects.filter(entry__round=held, ended_at=None).select_related("entry", "seat__user")
    by_hand, *others = given.order_by("entry__number", "pk")
    with desk(browser, live, by_hand.seat.user) as judge:
        judge.goto("/seleksi/nilai/")
        well_made(judge)
        judge.goto(f"/seleksi/nilai/{by_hand.pk}/")
        well_made(judge)
        unit = by_hand.entry.unit
        expect(judge.locator("main")).not_to_contain_text(unit.name)
        for code in ("kebaruan", "dampak"):
            judge.locator(f"[name=points-{code}]").fill(str(POINTS[1]))
        judge.get_by_role("button", name="Serahkan").click()
        expect(judge.locator("main [role=alert], main .errors").first).to_be_visible()
        for code in ("kebaruan", "dampak"):
            judge.locator(f"[name=comment-{code}]").fill("Bukti jelas.")
        judge.get_by_role("button", name="Serahkan").click()
        expect(judge.locator("main")).to_contain_text("Nilai proposal 0001 sudah diserahkan")
        assert judge.goto(f"/seleksi/{held.pk}/peringkat/").status == 404
    low = False
    for one in others:
        points = POINTS[one.entry.number]
        if one.entry.number == WIDE:
            points, low = (points if low else 20), True
        _hand_in(one, points)
    office.goto(f"/seleksi/{held.pk}/")
    expect(office.locator("main")).to_contain_text("Selisih nilai antarevaluator terlalu besar")
    office.get_by_role("link", name="Pembagian penilaian").or_(office.locator("a[href$='/penugasan/']")).first.click()
    office.get_by_role("button", name="Tambah satu evaluator").click()
    _hand_in(given.get(entry__number=WIDE, further=True), POINTS[WIDE])


def _hand_in(assignment: Assignment, points: int) -> None:
    told = dict.fromkeys(("kebaruan", "dampak"), Decimal(points))
    person = assignment.seat.user
    review = actions.save_review(person, assignment, told, dict.fromkeys(told, "Bukti ada."), seen=0)
    actions.hand_in(person, assignment, seen=review.version)


def _agreed(browser: Browser, live: str, cast: Cast, office: Page, held: SelectionRound) -> None:
    """Hand over to the panel: a tie that the lot parted is seen, two entries change sides, and the list is frozen."""
    office.goto(f"/seleksi/{held.pk}/")
    office.get_by_role("button", name="Serahkan kepada tim panel").click()
    with desk(browser, live, cast.panellist) as panel:
        panel.goto(f"/seleksi/{held.pk}/peringkat/")
        well_made(panel)
        expect(panel.locator("main")).to_contain_text("nilai sama")
        expect(panel.locator("main")).to_contain_text("melebihi batas")
        for number, button in ((6, "Keluarkan dari daftar"), (WIDE, "Pindahkan ke dalam daftar")):
            panel.goto(f"/seleksi/{held.pk}/panel/{number}/")
            panel.locator("#text").fill("Dampaknya dibahas.")
            panel.get_by_role("button", name="Catat").click()
            panel.get_by_role("button", name="Setuju masuk daftar").click()
            panel.locator("summary", has_text=button).click()
            panel.locator("#reason").fill("Menjangkau pulau terluar.")
            panel.get_by_role("button", name=button).click()
            well_made(panel)
    office.goto(f"/seleksi/{held.pk}/berita-acara/")
    well_made(office)
    with desk(browser, live, cast.entrants[0].writer) as unit:
        assert unit.goto(f"/seleksi/{held.pk}/hasil/").status == 404
    office.goto(f"/seleksi/{held.pk}/")
    office.get_by_role("button", name="Bekukan dan umumkan daftar").click()
    expect(office.locator("main")).to_contain_text("Daftar diumumkan")
    assert set(Freeze.objects.get().placements.values_list("entry__number", flat=True)) == {1, 2, WIDE, 4, 5, 7}


def _objected(browser: Browser, live: str, cast: Cast, office: Page, held: SelectionRound) -> None:
    """Object, answer on record, and finish once the time for objections is over."""
    place = f"/seleksi/{held.pk}/hasil/sanggahan/"
    with desk(browser, live, cast.entrants[5].writer) as unit:
        unit.goto(f"/seleksi/{held.pk}/hasil/")
        unit.locator("a[href*='sanggah']").first.click()
        place = unit.url
        well_made(unit)
        unit.locator("[name=text]").fill("Mohon penjelasan pemindahan proposal kami.")
        unit.get_by_role("button", name="Kirim sanggahan").click()
    office.goto(place)
    office.locator("[name=answer], [name$=-answer]").first.fill("Panel memindahkannya dengan alasan di berita acara.")
    office.get_by_role("button", name="Umumkan jawaban").click()
    well_made(office)
    with desk(browser, live, UserFactory()) as public:
        public.goto(place)
        expect(public.locator("main")).to_contain_text("Panel memindahkannya")
    rules = SelectionRound.objects.get(pk=held.pk).rules
    rules["cuts"][0]["objections_until"] = (timezone.now() - timedelta(minutes=1)).isoformat()
    SelectionRound.objects.filter(pk=held.pk).update(rules=rules)
    office.goto(f"/seleksi/{held.pk}/")
    office.get_by_role("button", name="Akhiri putaran").click()
    held.refresh_from_db()
    assert held.phase == Phase.FINISHED


def _step(page: Page, label: str) -> None:
    """Take a step that its summary and its button name alike."""
    page.locator("summary", has_text=re.compile(f"^{label}$")).click()
    page.locator("details[open]").get_by_role("button", name=label, exact=True).click()
