"""The request of a person who is logged in."""

from django.http import HttpRequest

from common.models import User


class PersonRequest(HttpRequest):
    """What views behind ``login_required`` get: ``user`` is a person, never anonymous."""

    user: User
