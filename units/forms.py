"""Forms of accounts, teams and error reports. The rules are in ``rules`` and ``actions``."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordResetForm, SetPasswordMixin
from django.template import loader
from django.utils.translation import gettext_lazy as _

from common.actions import queue_mail
from common.mail import NOBODY
from common.models import User
from units.actions.profiles import PROFILE_FIELDS
from units.models import Role, ServiceUnit
from units.tokens import token_hash


class LoginForm(AuthenticationForm):
    """E-mail address and password."""

    username = forms.EmailField(
        label=_("E-mail address"), widget=forms.EmailInput(attrs={"autofocus": True, "autocomplete": "username"})
    )
    error_messages = {
        "invalid_login": _("The e-mail address or the password is wrong. Check both, or set a new password below."),
        "inactive": _("This account is closed. Ask your unit head or the network's moderator."),
    }

    def clean_username(self) -> str:
        """Return the address in lower case: the throttle counts an address once, however it is typed."""
        return self.cleaned_data["username"].strip().lower()


class QueuedPasswordResetForm(PasswordResetForm):
    """Sends its letter through the outbox, so that a mail server that is down breaks nothing.

    For an unknown address a letter to nobody is written: how long the answer takes
    must not tell who has an account.
    """

    email = forms.EmailField(
        label=_("E-mail address"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )

    def get_users(self, email: str) -> Iterable[User]:
        """Return whose password it is, or a stand-in."""
        return list(super().get_users(email)) or [User(email=email)]

    def send_mail(
        self,
        subject_template_name: str,
        email_template_name: str,
        context: dict[str, Any],
        from_email: str | None,
        to_email: str,
        html_email_template_name: str | None = None,
    ) -> None:
        """Store the letter."""
        subject = loader.render_to_string(subject_template_name, context)
        body = loader.render_to_string(email_template_name, context)
        to = to_email if context["user"].pk else NOBODY
        queue_mail(f"password-{token_hash(context['token'])}", to=to, subject=subject, body=body)


class CodeForm(forms.Form):
    """A code from the phone's app, or a recovery code."""

    code = forms.CharField(
        label=_("Code"),
        max_length=16,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True}),
    )

    def clean_code(self) -> str:
        """Return the code without the blanks that apps show between its digits."""
        return "".join(self.cleaned_data["code"].split()).lower()


class NewAccountForm(SetPasswordMixin, forms.Form):
    """The name and the password of a person who accepts an invitation."""

    name = forms.CharField(
        label=_("Your name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name", "autofocus": True})
    )
    password1, password2 = SetPasswordMixin.create_password_fields(label1=_("Password"), label2=_("Password again"))

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        """Take the invited address: the password must not resemble it."""
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> None:
        """Compare the two passwords and try the validators."""
        self.validate_passwords()
        self.validate_password_for_user(User(email=self.email, first_name=self.cleaned_data.get("name", "")))


class RoleForm(forms.Form):
    """A role, of those that can be given here."""

    def __init__(self, *args: Any, roles: tuple[str, ...], **kwargs: Any) -> None:
        """Take the roles that can be given here."""
        super().__init__(*args, **kwargs)
        choices = [(role, Role(role).label) for role in roles]
        self.fields["role"] = forms.ChoiceField(label=_("Role"), choices=choices)


class InviteForm(RoleForm):
    """An address and a role."""

    email = forms.EmailField(label=_("E-mail address"))
    field_order = ["email", "role"]


class EndForm(forms.Form):
    """Who takes over from a member who leaves."""

    def __init__(self, *args: Any, successors: list[User], **kwargs: Any) -> None:
        """Take those who can take over, the likeliest first."""
        super().__init__(*args, **kwargs)
        if successors:
            field = forms.ModelChoiceField(
                label=_("Who takes over"),
                queryset=User.objects.filter(pk__in=[person.pk for person in successors]),
                empty_label=None,
                help_text=_("Drafts, running reviews and open invitations pass to this person."),
            )
            field.choices = [(person.pk, str(person)) for person in successors]
            self.fields["successor"] = field


class UnitProfileForm(forms.ModelForm):
    """What a unit says of itself; blank is «not known»."""

    class Meta:
        model = ServiceUnit
        fields = PROFILE_FIELDS
        widgets = {"about": forms.Textarea(attrs={"rows": 4}), "address": forms.Textarea(attrs={"rows": 3})}


class TrapForm(forms.Form):
    """A form for everyone. ``website`` is a trap for robots: people do not see it."""

    website = forms.CharField(required=False, label=_("Leave this empty"))

    @property
    def from_robot(self) -> bool:
        """Say whether the trap was filled in."""
        return bool(self.data.get("website"))


class ReportForm(TrapForm):
    """A reader's note."""

    message = forms.CharField(
        label=_("What is wrong?"),
        min_length=10,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Say which part, and what is right, with a source if you have one."),
    )
    email = forms.EmailField(
        label=_("Your e-mail address, if you want an answer (optional)"),
        required=False,
        help_text=_("Used for the answer alone and removed 180 days after it, or after a year without one."),
    )
    consent = forms.BooleanField(label=_("The unit and the network's moderators may read this report."))


class AnswerForm(forms.Form):
    """The answer to a report."""

    answer = forms.CharField(
        label=_("Answer"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 5})
    )
