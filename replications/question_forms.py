"""Forms of questions to the innovator."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from replications.form_fields import offer, own_unit
from replications.models import Question, Reply
from units.models import ServiceUnit


class QuestionForm(forms.ModelForm):
    """A question in the name of a unit."""

    class Meta:
        model = Question
        fields = ["unit", "text"]
        labels = {"text": _("Your question")}
        help_texts = {
            "text": _("Everyone can read it, with the name of your unit, not yours. Leave out names of citizens.")
        }
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, units: QuerySet[ServiceUnit], **kwargs: Any) -> None:
        """Take the units in whose name the person may ask."""
        super().__init__(*args, **kwargs)
        self.fields["unit"] = own_unit(units)


class ReplyForm(forms.ModelForm):
    """An answer, or a question further."""

    class Meta:
        model = Reply
        fields = ["text"]
        labels = {"text": _("Your reply")}
        help_texts = {"text": _("Everyone can read it, with the name of your unit, not yours.")}
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}


class PostForm(forms.Form):
    """Which post of a thread is meant: the question itself without ``reply``."""

    reply = forms.ModelChoiceField(queryset=Reply.objects.none(), required=False)

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        """Take the thread."""
        super().__init__(*args, **kwargs)
        offer(self, "reply", question.replies.all())
