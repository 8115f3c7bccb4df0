"""What all invitations by a one-time link have in common: making the link, and following it."""

from datetime import timedelta
from typing import Any, TypeVar

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from common.models import User
from units.errors import (
    InvitationExpiredError,
    InvitationUnknownError,
    InvitationUsedError,
    OtherPersonsInvitationError,
    UnitError,
)
from units.models import OneTimeInvitation
from units.tokens import new_token, token_hash

_Invitation = TypeVar("_Invitation", bound=OneTimeInvitation)


def new_link(actor: User, email: str) -> tuple[str, dict[str, Any]]:
    """Return a new token, and what the invitation stores of its link."""
    token = new_token()
    expires = timezone.now() + timedelta(days=settings.INVITATION_DAYS)
    return token, {"email": email, "token_hash": token_hash(token), "invited_by": actor, "expires_at": expires}


def require_open(invitation: _Invitation | None) -> _Invitation:
    """Return an invitation that can be accepted, or raise the UnitError that says why it cannot."""
    if invitation is None or invitation.withdrawn_at is not None:
        raise InvitationUnknownError
    if invitation.accepted_at is not None:
        raise InvitationUsedError
    if invitation.expires_at <= timezone.now():
        raise InvitationExpiredError
    return invitation


def account_for(invitation: OneTimeInvitation, user: User | None, name: str, password: str) -> User:
    """Return who accepts: the person who is logged in, else a new account with ``name`` and ``password``.

    Raises UnitError where the invitation is somebody else's, or the address has an account.
    """
    if user is None:
        if User.objects.filter(email=invitation.email).exists():
            raise UnitError(_("There is an account for this address. Log in with it to accept the invitation."))
        return User.objects.create_user(invitation.email, password, first_name=name)
    if user.email != invitation.email:
        raise OtherPersonsInvitationError(invitation.email)
    return user
