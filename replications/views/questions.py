"""«Tanya inovator»: the questions about a case, a thread, and what waits for an answer."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from common.attempts import attempt, understood
from common.models import User
from common.throttle import limited
from innovations.queries import visible_cases
from replications import actions
from replications.mentoring_forms import ReasonForm
from replications.models import Question, Reply
from replications.question_forms import PostForm, QuestionForm, ReplyForm
from replications.question_queries import (
    deeds_for,
    questions_waiting,
    sees_hidden,
    shown_questions,
    threads,
    units_that_may_ask,
)
from units.queries import desk_units
from units.views.requests import PersonRequest

ON_A_PAGE = 25


@login_required
@never_cache
def waiting(request: PersonRequest) -> HttpResponse:
    """List the questions that wait for an answer of the person's units."""
    listed = Paginator(questions_waiting(desk_units(request.user)), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "replications/questions_waiting.html", {"questions": listed})


@never_cache
@limited("20/h", key="user_or_ip")
def of_case(request: HttpRequest, case_id: int) -> HttpResponse:
    """Show what was asked about a case, and take a question of a member."""
    case = get_object_or_404(visible_cases(timezone.now()).select_related("unit__agency"), pk=case_id)
    user = request.user
    if request.method == "POST" and not user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    units = units_that_may_ask(user, case)
    form = QuestionForm(request.POST or None, units=units)
    if isinstance(user, User) and request.method == "POST" and form.is_valid():
        unit, text = form.cleaned_data["unit"], form.cleaned_data["text"]
        question = attempt(request, lambda: actions.ask(user, case, unit, text))
        if question is not None:
            messages.success(request, _("Your question is on its way to %(unit)s.") % {"unit": case.unit})
            return redirect("question", question.pk)
    listed = Paginator(shown_questions(case.pk), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"case": case, "units": units, "form": form, "listed": listed, "threads": threads(listed.object_list)}
    return render(request, "replications/questions.html", context)


@never_cache
@limited("30/h", key="user_or_ip")
def thread(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one thread, and take an answer or a question further."""
    question = _thread(request, pk)
    user = request.user
    if request.method == "POST" and not user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    form = ReplyForm(request.POST or None)
    if isinstance(user, User) and request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        if attempt(request, lambda: actions.reply(user, question, text)):
            messages.success(request, _("Your reply is shown, and the other unit gets a letter."))
        return redirect("question", pk)
    context = {
        "question": question,
        "thread": threads([question], with_hidden=sees_hidden(user, question))[0],
        "deeds": deeds_for(user, question),
        "form": form,
    }
    return render(request, "replications/question.html", context)


@login_required
@require_POST
def accept(request: PersonRequest, pk: int) -> HttpResponse:
    """Mark an answer as the answer."""
    question, answer = _post(request, pk)
    if answer is None:
        raise Http404
    attempt(request, lambda: actions.accept_answer(request.user, question, answer))
    return redirect("question", pk)


@login_required
@require_POST
def hide(request: PersonRequest, pk: int) -> HttpResponse:
    """Hide a thread or a reply, with a reason."""
    question, reply = _post(request, pk)
    form = ReasonForm(request.POST)
    if understood(request, form):
        attempt(request, lambda: actions.hide_post(request.user, question, form.cleaned_data["reason"], reply))
    return redirect("question", pk)


@login_required
@require_POST
def restore(request: PersonRequest, pk: int) -> HttpResponse:
    """Show a thread or a reply again."""
    question, reply = _post(request, pk)
    attempt(request, lambda: actions.restore_post(request.user, question, reply))
    return redirect("question", pk)


def _thread(request: HttpRequest, pk: int) -> Question:
    """Return a thread about a public case that the person may see."""
    questions = Question.objects.filter(case__in=visible_cases(timezone.now()))
    question = get_object_or_404(questions.select_related("case__unit__agency", "unit"), pk=pk)
    if question.hidden_at is not None and not sees_hidden(request.user, question):
        raise Http404
    return question


def _post(request: HttpRequest, pk: int) -> tuple[Question, Reply | None]:
    """Return the thread, and the reply that is meant (None: the question itself)."""
    question = _thread(request, pk)
    form = PostForm(request.POST, question=question)
    if not form.is_valid():
        raise Http404
    return question, form.cleaned_data["reply"]
