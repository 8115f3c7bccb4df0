"""Factories that all tests share. They write through the product's own actions.

``UnitFactory()`` is provisioned (page, collection, group); its page is ``unit.page``.
``MemberFactory(role="verifier", unit=unit).user`` is a person who can log in with
``PASSWORD``. ``CaseFactory(unit=unit)`` is a live case, ``DraftFactory`` one that
was never published.
"""

import io
from typing import Any

import factory
from django.core.files.base import ContentFile
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_totp.models import TOTPDevice
from PIL import Image
from wagtail.signal_handlers import disable_reference_index_auto_update

from common.models import Attachment, Picture, User
from innovations.models import InnovationPage
from units.actions import add_membership, provision_unit
from units.models import Agency, Membership, Region, ServiceUnit

PASSWORD = "kunci-rahasia-uji"


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"orang{n}@contoh.go.id")
    first_name = factory.Sequence(lambda n: f"Orang{n}")
    last_name = "Contoh"

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> User:
        return model_class.objects.create_user(password=kwargs.pop("password", PASSWORD), **kwargs)


class AgencyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Agency

    name = factory.Sequence(lambda n: f"Pemerintah Kota Contoh {n}")
    region = factory.LazyFunction(lambda: Region.objects.get(code="16.71"))


class UnitFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ServiceUnit
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Puskesmas Contoh {n}")
    type = "puskesmas"
    level = "city"
    agency = factory.SubFactory(AgencyFactory)
    region = factory.SelfAttribute("agency.region")

    @factory.post_generation
    def provisioned(unit: ServiceUnit, create: bool, extracted: Any, **kwargs: Any) -> None:  # noqa: N805
        if create and extracted is not False:
            provision_unit(unit)


class MemberFactory(factory.Factory):
    """A running membership. ``unit`` for unit roles, ``agency`` for a local admin, neither for a moderator."""

    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    role = "contributor"
    agency = None

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Membership:
        user, role = kwargs["user"], kwargs["role"]
        unit, agency = kwargs.get("unit"), kwargs.get("agency")
        if role == "local_admin":
            agency = agency or AgencyFactory()
        elif role != "moderator":
            unit = unit or UnitFactory()
        return add_membership(user, role, unit=unit, agency=agency)


class CaseFactory(factory.Factory):
    """A live case under the unit's page."""

    class Meta:
        model = InnovationPage

    title = factory.Sequence(lambda n: f"Si Contoh {n}")
    plain_title = factory.Sequence(lambda n: f"Layanan contoh nomor {n}")
    summary = "Petugas mendatangi warga yang tidak dapat datang ke kantor."
    live = True

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> InnovationPage:
        unit = kwargs.pop("unit", None) or UnitFactory()
        live = kwargs.pop("live")
        with disable_reference_index_auto_update():  # a fifth of the time, for references that it has none of
            case = unit.page.add_child(instance=model_class(live=False, **kwargs))
            revision = case.save_revision(clean=False)  # adding it has just cleaned it
            if live:
                revision.publish()
        case.refresh_from_db()
        return case


class DraftFactory(CaseFactory):
    live = False


def log_in(client: Any, user: User) -> User:
    """Log the person in, with the second factor proven where the role needs one."""
    client.force_login(user)
    device, _new = TOTPDevice.objects.get_or_create(user=user, name="uji", confirmed=True)
    session = client.session
    session[DEVICE_ID_SESSION_KEY] = device.persistent_id
    session.save()
    return user


def image_bytes(size: tuple[int, int] = (64, 48), kind: str = "PNG", **save: Any) -> bytes:
    """Return a valid picture file."""
    file = io.BytesIO()
    Image.new("RGB", size, (20, 90, 90)).save(file, kind, **save)
    return file.getvalue()


class PictureFactory(factory.django.DjangoModelFactory):
    """A picture; give ``collection=unit.collection``."""

    class Meta:
        model = Picture

    title = factory.Sequence(lambda n: f"Gambar {n}")
    file = factory.LazyFunction(lambda: ContentFile(image_bytes(), name="gambar.png"))


class AttachmentFactory(factory.django.DjangoModelFactory):
    """A PDF; give ``collection=unit.collection``."""

    class Meta:
        model = Attachment

    title = factory.Sequence(lambda n: f"Dokumen {n}")
    file = factory.LazyFunction(lambda: ContentFile(b"%PDF-1.4\n%contoh\n%%EOF\n", name="dokumen.pdf"))
