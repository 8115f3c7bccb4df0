"""What can be wrong with a request of this room, in words for the person who made it."""

from django.utils.translation import gettext_lazy as _

from common.attempts import RefusedError


class UnitError(RefusedError):
    """Something that the person can put right; its text names the thing and the way out."""


class InvitationUsedError(UnitError):
    """The link was followed to its end before."""

    def __init__(self) -> None:
        super().__init__(_("This invitation has been used already. Log in with the account that you made then."))


class InvitationExpiredError(UnitError):
    """The link is too old."""

    def __init__(self) -> None:
        super().__init__(_("This invitation has expired. Ask the person who invited you to send it again."))


class InvitationUnknownError(UnitError):
    """The link is not one of ours, or the invitation was withdrawn or sent again."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This link is not valid. It may have been withdrawn, or replaced by a newer one: "
                "look for the latest letter, or ask the person who invited you."
            )
        )


class OtherPersonsInvitationError(UnitError):
    """The link was sent to the address of another account."""

    def __init__(self, email: str) -> None:
        super().__init__(
            _("This invitation was sent to %(email)s. Log out and log in with that account.") % {"email": email}
        )
