"""Writing many cases at once.

The tree's own way (add a child, save a revision, publish) costs 60 to 75 ms a
case and grows with their number. Here each table is filled in batches, and what
Wagtail keeps beside a page is written as it would have written it: one revision,
which is both the newest and the live one, log entries and references.
"""

import datetime
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Model, OuterRef, Subquery
from django.db.models.functions import Cast
from modelcluster.models import get_all_child_relations
from wagtail.models import Locale, Page, PageLogEntry, ReferenceIndex, Revision

from common.bulk_pages import Places, insert_bases, insert_specifics
from common.models import User
from innovations.importing.compare import BATCH, Decision, Step, content_sha256
from innovations.importing.files import FilesBeside
from innovations.importing.pages import page_values, text_parts
from innovations.importing.unit_book import UnitBook, identity_of
from innovations.models import CaseFile, CasePicture, ImportedRecord, InnovationPage, Tag
from innovations.record import CODE_LISTS, PART_MODELS, record_sha256, term_column, term_model, to_records
from innovations.signals import cases_changed
from innovations.tags import tag_key
from units.models import ServiceUnit

_OTHER_PARTS = {relation.get_accessor_name() for relation in get_all_child_relations(InnovationPage)} - set(PART_MODELS)


@dataclass
class Writer:
    """Writes decisions in batches, within one transaction that the caller holds."""

    units: UnitBook
    files: FilesBeside
    actor: User | None
    now: datetime.datetime
    places: Places = field(default_factory=lambda: Places("inovasi"))
    page_ids: dict[str, int] = field(default_factory=dict)
    _terms: dict[str, dict[str, Model]] = field(default_factory=dict)
    _locale: Locale = field(default_factory=Locale.get_default)

    def write(self, decisions: Sequence[Decision], progress: Callable[[int, int], None]) -> None:
        """Write the cases; ``progress`` hears how many of how many are done."""
        self._terms = {
            name: {str(term.pk): term for term in term_model(name)._default_manager.all()}
            for name in CODE_LISTS
            if name != "tags"
        }
        ordered = originals_first(decisions)
        for start in range(0, len(ordered), BATCH):
            self._write_batch(ordered[start : start + BATCH])
            progress(min(start + BATCH, len(ordered)), len(ordered))
        self.places.close()

    def _write_batch(self, decisions: Sequence[Decision]) -> None:
        units = [self._unit(decision.entry.record) for decision in decisions if decision.step is Step.CREATE]
        self.places.open(self.units.pages[unit.pk].pk for unit in units)
        pages = {decision.entry.record["id"]: self._page(decision) for decision in decisions}
        created = [pages[d.entry.record["id"]] for d in decisions if d.step is Step.CREATE]
        updated = [pages[d.entry.record["id"]] for d in decisions if d.step is Step.UPDATE]
        insert_bases(created)
        self.page_ids.update({page.record_id: page.pk for page in pages.values()})
        self._set_originals(decisions, pages)
        insert_specifics(created)
        self._save_updated(updated)
        self._write_parts(decisions, pages)
        self._write_codes(decisions, pages)
        self._write_history(created, updated)
        self._remember(decisions, pages)
        cases_changed.send(sender=InnovationPage, page_ids=[page.pk for page in pages.values()])

    def _page(self, decision: Decision) -> InnovationPage:
        record = decision.entry.record
        unit = self._unit(record)
        if decision.step is Step.UPDATE:
            page = InnovationPage.objects.get(record_id=record["id"])
            if page.unit_id != unit.pk:
                page.move(self.units.pages[unit.pk], pos="last-child", user=self.actor)
                page = InnovationPage.objects.get(record_id=record["id"])
        else:
            page = InnovationPage(
                record_id=record["id"],
                content_type=ContentType.objects.get_for_model(InnovationPage),
                locale=self._locale,
                owner=self.actor,
                first_published_at=self.now,
            )
            for relation in _OTHER_PARTS:
                setattr(page, relation, [])  # known to be empty: saves a query a page
            self.places.put(page, self.units.pages[unit.pk].pk, record["name"])
        page.title = page.draft_title = record["name"]
        page.unit = unit
        for name, value in page_values(record).items():
            setattr(page, name, value)
        self._mark_published(page)
        return page

    def _unit(self, record: dict[str, Any]) -> ServiceUnit:
        row = self.units.units[identity_of(record["unit"])].row
        if row is None:
            raise LookupError(f"the unit of {record['id']} was not written")
        return row

    def _mark_published(self, page: InnovationPage) -> None:
        page.live, page.expired, page.has_unpublished_changes = True, False, False
        page.go_live_at = None
        if page.expire_at and page.expire_at <= self.now:
            page.expire_at = None
        page.first_published_at = page.first_published_at or self.now
        page.last_published_at = page.latest_revision_created_at = self.now

    def _set_originals(self, decisions: Sequence[Decision], pages: dict[str, InnovationPage]) -> None:
        originals = {d.entry.record["replicates"] for d in decisions if d.entry.record.get("replicates")}
        here = dict(InnovationPage.objects.filter(record_id__in=originals).values_list("record_id", "pk"))
        for decision in decisions:
            original = decision.entry.record.get("replicates")
            key = self.page_ids.get(original, here.get(original)) if original else None
            pages[decision.entry.record["id"]].replicates_id = key

    def _save_updated(self, pages: Iterable[InnovationPage]) -> None:
        for page in pages:
            if state := page.current_workflow_state:
                state.cancel(user=self.actor)
            for model in (Page, InnovationPage):
                fields = [each for each in model._meta.local_concrete_fields if not each.primary_key]
                values = {each.attname: getattr(page, each.attname) for each in fields}
                model._base_manager.filter(pk=page.pk).update(**values)
        Revision.page_revisions.filter(object_id__in=[str(page.pk) for page in pages]).update(approved_go_live_at=None)

    def _write_parts(self, decisions: Sequence[Decision], pages: dict[str, InnovationPage]) -> None:
        old = [page_id for page_id in (decision.page_id for decision in decisions) if page_id]
        rows: dict[str, list[Any]] = {name: [] for name in PART_MODELS}
        for decision in decisions:
            page = pages[decision.entry.record["id"]]
            parts = {**text_parts(decision.entry.record, page), **self._files(decision.entry.record, page)}
            for name, items in parts.items():
                setattr(page, name, items)
                rows[name].extend(items)
        for name, model in PART_MODELS.items():
            model._default_manager.filter(page_id__in=old).delete()
            model._default_manager.bulk_create(rows[name])

    def _files(self, record: dict[str, Any], page: InnovationPage) -> dict[str, list[Model]]:
        stored = {
            kind: [self.files.stored(kind, item, page.unit, self.actor) for item in record.get(kind, ())]
            for kind in ("pictures", "documents")
        }
        pictures = zip(record.get("pictures", ()), stored["pictures"], strict=True)
        documents = zip(record.get("documents", ()), stored["documents"], strict=True)
        return {
            "pictures": [
                CasePicture(page=page, sort_order=n, image=image, title=item["title"], alt=item["alt"])
                for n, (item, image) in enumerate(pictures)
            ],
            "documents": [
                CaseFile(page=page, sort_order=n, document=document, title=item["title"])
                for n, (item, document) in enumerate(documents)
            ],
        }

    def _write_codes(self, decisions: Sequence[Decision], pages: dict[str, InnovationPage]) -> None:
        tags = _tags({name for d in decisions for name in d.entry.record.get("tags", ())})
        old = [decision.page_id for decision in decisions if decision.page_id]
        for name in CODE_LISTS:
            through = getattr(InnovationPage, name).through
            target = term_column(name)
            rows = []
            for decision in decisions:
                page = pages[decision.entry.record["id"]]
                known, key_of = (tags, tag_key) if name == "tags" else (self._terms[name], str)
                terms = [known[key_of(given)] for given in decision.entry.record.get(name, ())]
                setattr(page, name, terms)
                rows += [through(innovationpage_id=page.pk, **{f"{target}_id": term.pk}) for term in terms]
            through.objects.filter(innovationpage_id__in=old).delete()
            through.objects.bulk_create(rows)

    def _write_history(self, created: Sequence[InnovationPage], updated: Sequence[InnovationPage]) -> None:
        pages = [*created, *updated]
        page_type = ContentType.objects.get_for_model(Page)
        case_type = ContentType.objects.get_for_model(InnovationPage)
        revisions = Revision.objects.bulk_create(
            [
                Revision(
                    content_type=case_type,
                    base_content_type=page_type,
                    object_id=str(page.pk),
                    created_at=self.now,
                    user=self.actor,
                    object_str=page.title,
                    content=page.serializable_data(),
                )
                for page in pages
            ]
        )
        newest = Revision.objects.filter(base_content_type=page_type, object_id=Cast(OuterRef("pk"), CharField()))
        revision = Subquery(newest.order_by("-created_at", "-pk").values("pk")[:1])
        written = Page.objects.filter(pk__in=[page.pk for page in pages])
        written.update(latest_revision_id=revision, live_revision_id=revision)
        self._log("wagtail.create", created, revisions)
        self._log("wagtail.edit", updated, revisions[len(created) :])
        self._log("wagtail.publish", pages, revisions)
        _index_references(pages, [page.pk for page in updated])

    def _log(self, action: str, pages: Sequence[InnovationPage], revisions: Sequence[Revision]) -> None:
        case_type = ContentType.objects.get_for_model(InnovationPage)
        PageLogEntry.objects.bulk_create(
            PageLogEntry(
                page_id=page.pk,
                content_type=case_type,
                label=page.title,
                action=action,
                timestamp=self.now,
                uuid=uuid.uuid4(),
                user=self.actor,
                revision=revision,
                content_changed=True,
            )
            for page, revision in zip(pages, revisions, strict=False)
        )

    def _remember(self, decisions: Sequence[Decision], pages: dict[str, InnovationPage]) -> None:
        """Keep what was imported and what the case is now, so that a later import sees what was edited here."""
        written = InnovationPage.objects.filter(pk__in=[page.pk for page in pages.values()])
        after = {record["id"]: content_sha256(record) for record in to_records(written)}
        ImportedRecord.objects.bulk_create(
            [
                ImportedRecord(
                    page_id=pages[key].pk,
                    record_sha256=record_sha256(decision.entry.record),
                    page_sha256=after[key],
                )
                for decision in decisions
                for key in [decision.entry.record["id"]]
            ],
            update_conflicts=True,
            unique_fields=["page"],
            update_fields=["record_sha256", "page_sha256", "imported_at"],
        )


def originals_first(decisions: Sequence[Decision]) -> list[Decision]:
    """Return the decisions so that no case stands before the one that it copies; otherwise the order stays."""
    copies = {d.entry.record["id"]: d.entry.record.get("replicates") for d in decisions}

    def depth(key: str | None) -> int:
        steps = 0
        while key in copies and (key := copies[key]) is not None:
            steps += 1
        return steps

    return sorted(decisions, key=lambda decision: depth(decision.entry.record["id"]))


def _tags(names: Iterable[str]) -> dict[str, Tag]:
    """Return the tags by key, made where they are new: the spelling that was used first stays."""
    wanted = {tag_key(name): name for name in sorted(names)}
    found = Tag.objects.in_bulk(wanted, field_name="key")
    new = [Tag(key=key, name=name) for key, name in wanted.items() if key not in found]
    return {**found, **{tag.key: tag for tag in Tag.objects.bulk_create(new)}}


def _index_references(pages: Iterable[InnovationPage], updated: Sequence[int]) -> None:
    """Write what the cases refer to into Wagtail's index of references."""
    page_type = ContentType.objects.get_for_model(Page)
    case_type = ContentType.objects.get_for_model(InnovationPage)
    ReferenceIndex.objects.filter(base_content_type=page_type, object_id__in=[str(key) for key in updated]).delete()
    ReferenceIndex.objects.bulk_create(
        ReferenceIndex(
            base_content_type=page_type,
            content_type=case_type,
            object_id=str(page.pk),
            to_content_type_id=to_type,
            to_object_id=to_object,
            model_path=model_path,
            content_path=content_path,
            content_path_hash=ReferenceIndex._get_content_path_hash(content_path),
        )
        for page in pages
        for to_type, to_object, model_path, content_path in set(ReferenceIndex._extract_references_from_object(page))
    )
