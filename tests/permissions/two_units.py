"""Two units that must not see each other, each with one of everything, full of telling words."""

from datetime import timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.models import Comment, Revision, Task, TaskState, UploadedFile, WorkflowState

from common.models import Attachment, Picture
from innovations.models import CaseFile, CasePicture
from tests.factories import (
    AttachmentFactory,
    CaseFactory,
    DraftFactory,
    MemberFactory,
    PictureFactory,
    UnitFactory,
    UserFactory,
    image_bytes,
)
from units.models import ServiceUnit

# What addresses capture besides numbers of a unit's own things.
FIXED_CAPTURES = {
    "redirect_id": 1,
    "content_type_app_name": "innovations",
    "content_type_model_name": "innovationpage",
    "app_name": "taggit",
    "action": "delete",
    "action_name": "approve",
    "filter_spec": "max-165x165",
    "page_view_restriction_id": 1,
    "uidb64": "MQ",
    "token": "x",
    "name": "x",
}


class World:
    """One unit with a draft, a live case with a changed draft, files, comments, a review and its people."""

    def __init__(self, word: str, agency: Any = None) -> None:
        """Put ``word`` into everything that is not public."""
        self.word = word
        scope = {"agency": agency} if agency else {}
        self.unit: ServiceUnit = UnitFactory(**scope)
        self.writer = MemberFactory(unit=self.unit, user=UserFactory(first_name=f"Penulis {word}")).user
        self.verifier = MemberFactory(
            role="verifier", unit=self.unit, user=UserFactory(first_name=f"Pemeriksa {word}")
        ).user
        self.head = MemberFactory(role="head", unit=self.unit, user=UserFactory(first_name=f"Kepala {word}")).user
        collection = self.unit.collection
        self.picture: Picture = PictureFactory(
            title=f"Foto {word}",
            collection=collection,
            uploaded_by_user=self.writer,
            file=ContentFile(image_bytes(), name=f"foto-{word}.png"),
        )
        self.attachment: Attachment = AttachmentFactory(
            title=f"SOP {word}",
            collection=collection,
            uploaded_by_user=self.writer,
            file=ContentFile(b"%PDF-1.4\n%%EOF\n", name=f"sop-{word}.pdf"),
        )
        self._write_cases()
        self._start_review()
        self.upload = UploadedFile.objects.create(
            for_content_type=ContentType.objects.get_for_model(Picture),
            file=ContentFile(image_bytes(), name=f"unggah-{word}.png"),
            uploaded_by_user=self.writer,
        )
        self.session = EditingSession.objects.create(
            user=self.writer, content_object=self.draft, last_seen_at=timezone.now() + timedelta(seconds=30)
        )

    def _write_cases(self) -> None:
        self.draft = DraftFactory(
            unit=self.unit,
            title=f"Rancangan {self.word}",
            summary=f"Ringkasan {self.word}",
            owner=self.writer,
            plain_title=f"Judul {self.word}",
        )
        self.draft.pictures = [CasePicture(image=self.picture, title=f"Gambar {self.word}", alt="Alt")]
        self.draft.documents = [CaseFile(document=self.attachment, title=f"Berkas {self.word}")]
        self.revision: Revision = self.draft.save_revision(user=self.writer, log_action=True)
        self.earlier = self.draft.save_revision(user=self.writer, log_action=True)
        self.live = CaseFactory(unit=self.unit, owner=self.writer)
        self.live.summary = f"Perubahan {self.word}"
        self.live.save_revision(user=self.writer, log_action=True)
        self.comment = Comment.objects.create(
            page=self.draft, user=self.writer, text=f"Komentar {self.word}", contentpath="title"
        )

    def _start_review(self) -> None:
        workflow = self.draft.get_workflow()
        self.review = WorkflowState.objects.create(
            base_content_type=self.draft.get_base_content_type(),
            content_type=self.draft.get_content_type(),
            object_id=str(self.draft.pk),
            workflow=workflow,
            requested_by=self.writer,
        )
        self.task: Task = workflow.tasks.first().specific
        self.task_state = TaskState(
            workflow_state=self.review, revision=self.earlier, task=self.task, status="in_progress"
        )
        self.task_state.save()
        self.review.current_task_state = self.task_state
        self.review.save()

    def captures(self, address_name: str) -> dict[str, Any]:
        """Return a value for everything that an address of the CMS can capture, of this unit's."""
        page = self.draft.pk
        is_document = "docs" in address_name or "documents" in address_name
        is_picture = "images" in address_name
        thing = self.attachment.pk if is_document else self.picture.pk if is_picture else page
        return FIXED_CAPTURES | {
            "page_id": page,
            "page_pk": page,
            "page_to_move_id": page,
            "pk": thing,
            "object_id": page,
            "parent_page_id": self.unit.page.pk,
            "destination_id": self.unit.page.pk,
            "revision_id": self.revision.pk,
            "revision_id_a": self.revision.pk,
            "revision_id_b": self.earlier.pk,
            "task_state_id": self.task_state.pk,
            "task_id": self.task.pk,
            "workflow_state_id": self.review.pk,
            "workflow_pk": self.review.workflow_id,
            "image_id": self.picture.pk,
            "document_id": self.attachment.pk,
            "doc_id": self.attachment.pk,
            "uploaded_file_id": self.upload.pk,
            "collection_id": self.unit.collection_id,
            "session_id": self.session.pk,
            "app_label": "common" if is_document or is_picture else "innovations",
            "model_name": "attachment" if is_document else "picture" if is_picture else "innovationpage",
        }

    def query(self) -> dict[str, Any]:
        """Return what an address of the CMS may ask for by query, of this unit's."""
        return {
            "id": [self.draft.pk, self.picture.pk, self.attachment.pk],
            "q": self.word,
            "child_of": self.unit.page.pk,
            "childOf": self.unit.page.pk,
            "collection_id": self.unit.collection_id,
            "user": self.writer.pk,
            "owner": self.writer.pk,
            "term": self.word,
            "search": self.word,
            "fields": "*",
        }

    def posted(self) -> dict[str, Any]:
        """Return what may be posted to do this unit harm or to learn of it."""
        return {
            "title": "Diubah orang lain",
            "plain_title": "Diubah orang lain",
            "comment": "Diubah orang lain",
            "collection": self.unit.collection_id,
            "confirm": "1",
            "id": self.draft.pk,
            "child_of": self.unit.page.pk,
            "new_parent_page": self.unit.page.pk,
            "next": "/kelola/",
            "is_editing": "1",
            "revision_id": self.revision.pk,
            "action-publish": "1",
            "action-submit": "1",
        }

    def snapshot(self) -> list[Any]:
        """Return everything of this unit that nobody else may change."""
        draft = type(self.draft).objects.filter(pk=self.draft.pk)
        return [
            list(draft.values()),
            list(Revision.objects.for_instance(self.draft).order_by("pk").values("pk", "content", "user_id")),
            list(type(self.live).objects.filter(pk=self.live.pk).values()),
            list(Picture.objects.filter(pk=self.picture.pk).values()),
            list(Attachment.objects.filter(pk=self.attachment.pk).values()),
            list(Comment.objects.filter(pk=self.comment.pk).values("text", "resolved_at")),
            list(WorkflowState.objects.filter(pk=self.review.pk).values("status", "requested_by_id")),
            list(TaskState.objects.filter(pk=self.task_state.pk).values("status", "finished_by_id")),
            list(UploadedFile.objects.filter(pk=self.upload.pk).values()),
            list(self.unit.page.get_descendants().values_list("pk", "title")),
            list(Picture.objects.filter(collection=self.unit.collection).values_list("pk", flat=True)),
            list(Attachment.objects.filter(collection=self.unit.collection).values_list("pk", flat=True)),
            list(EditingSession.objects.filter(pk=self.session.pk).values("user_id")),
            list(ServiceUnit.objects.filter(pk=self.unit.pk).values()),
        ]
