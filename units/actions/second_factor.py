"""Tying a second factor to an account and taking it off."""

from django.db import transaction
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from common.actions import record_event
from common.models import User

RECOVERY_CODES = 10


def prepare_second_factor(user: User) -> TOTPDevice:
    """Return the device that waits to be confirmed; showing the page again shows the same secret."""
    device, _new = TOTPDevice.objects.get_or_create(user=user, confirmed=False, defaults={"name": user.email})
    return device


@transaction.atomic
def confirm_second_factor(user: User, code: str) -> bool:
    """Confirm the waiting device where the code is right; say whether it was."""
    device = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=False).first()
    if device is None or not device.verify_is_allowed()[0] or not device.verify_token(code):
        return False
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    record_event("account.second_factor_on", user, actor=user)
    return True


@transaction.atomic
def renew_recovery_codes(user: User) -> list[str]:
    """Replace the person's recovery codes and return the new ones. Each works once."""
    device, _new = StaticDevice.objects.get_or_create(user=user, defaults={"name": "recovery"})
    device.token_set.all().delete()
    codes = [StaticToken.random_token() for _number in range(RECOVERY_CODES)]
    for code in codes:
        device.token_set.create(token=code)
    record_event("account.recovery_codes_renewed", user, actor=user)
    return codes


@transaction.atomic
def drop_second_factor(user: User, *, actor: User | None = None) -> None:
    """Remove the person's second factor and recovery codes; repeating it changes nothing."""
    removed, _models = TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
    if removed:
        record_event("account.second_factor_off", user, actor=actor)
