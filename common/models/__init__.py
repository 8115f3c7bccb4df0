"""Models that every room shares."""

from common.models.events import Event
from common.models.mail import OutgoingMail
from common.models.media import Attachment, Picture, Rendition
from common.models.notifications import Notification
from common.models.user import User

__all__ = ["Attachment", "Event", "Notification", "OutgoingMail", "Picture", "Rendition", "User"]
