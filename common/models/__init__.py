"""Models that every room shares."""

from common.models.events import Event
from common.models.mail import OutgoingMail
from common.models.media import Attachment, Picture, Rendition
from common.models.user import User

__all__ = ["Attachment", "Event", "OutgoingMail", "Picture", "Rendition", "User"]
