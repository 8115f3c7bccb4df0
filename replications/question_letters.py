"""The letters about questions to the innovator; in Indonesian, as those of ``letters``."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from common.actions import notify
from replications.letters import remind_unit, to_answerers, to_member
from replications.models import Question, Reply
from replications.models.questions import Post
from units.letters import link_to


def tell_of_question(question: Question) -> None:
    """Tell those who answer for the unit of the case what was asked."""
    _to_source(question, f"question-{question.pk}", question.text)


def tell_of_follow_up(reply: Reply) -> None:
    """Tell them what was asked further."""
    _to_source(reply.question, f"question-reply-{reply.pk}", reply.text)


def _to_source(question: Question, key: str, text: str) -> None:
    address = link_to("question", question.pk)
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("Question of %(unit)s: %(case)s") % {"unit": question.unit, "case": question.case}
        body = _(
            "%(unit)s asks about «%(case)s»:\n\n%(text)s\n\nEveryone can read your answer. Answer here: %(link)s"
        ) % {
            "unit": question.unit,
            "case": question.case,
            "text": text,
            "link": address,
        }
        to_answerers(question.case.unit, key, subject, body, address)


def tell_of_answer(reply: Reply) -> None:
    """Tell who asked that there is an answer."""
    question = reply.question
    address = link_to("question", question.pk)
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("Answer to your question about «%(case)s»") % {"case": question.case}
        body = _("You asked:\n%(text)s\n\n%(unit)s answers:\n%(answer)s\n\nThe thread: %(link)s") % {
            "text": question.text,
            "unit": question.case.unit,
            "answer": reply.text,
            "link": address,
        }
        to_member(question.author, question.unit, f"question-reply-{reply.pk}", subject, body, address)


def tell_of_hiding(post: Post, question: Question) -> None:
    """Tell an author that a text of his or hers is hidden, and why."""
    if post.hidden_at is None or not post.author.is_active:
        return
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("Hidden: your text about «%(case)s»") % {"case": question.case}
        body = _(
            "This text of yours is no longer shown:\n%(text)s\n\nThe reason: %(reason)s\n\n"
            "If you think that this is a mistake, write to the network's moderators."
        ) % {"text": post.text, "reason": post.hidden_reason}
        key = f"hidden-{post._meta.model_name}-{post.pk}-{post.hidden_at.timestamp():.0f}"
        notify(post.author, key, subject=subject, body=body)


def remind_of_question(question: Question, days: int) -> None:
    """Remind the unit that a question has waited for so many days."""
    if question.waiting_since is None:
        return
    key = f"question-{question.pk}-{question.waiting_since.timestamp():.0f}-{days}"
    remind_unit(question.case.unit, key, str(question), days, link_to("question", question.pk))
