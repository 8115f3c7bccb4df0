"""Who may log in."""

from typing import Any

from django.conf import settings
from django.contrib.auth.backends import ModelBackend

from common.demo import is_demo_address


class AccountBackend(ModelBackend):
    """Log-in by e-mail and password. Demo accounts exist where examples are allowed and nowhere else."""

    def user_can_authenticate(self, user: Any) -> bool:
        """Say whether the person may log in; asked at log-in and again at every request."""
        if is_demo_address(user.email) and not settings.DEMO_ALLOWED:
            return False
        return super().user_can_authenticate(user)
