"""Keys for other systems on a page, and the page that describes the API."""

from datetime import datetime, time, timedelta

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST, require_safe

from kwis.accounts.guards import guard, signed_in
from kwis.accounts.models import User
from kwis.api.events import KeyGiven, KeyWithdrawn
from kwis.api.models import ApiToken, Scope
from kwis.api.permissions import ApiRight
from kwis.api.rest import api
from kwis.core.clock import now, today
from kwis.core.events import record
from kwis.desk.permissions import DeskRight
from kwis.ui import toasts
from kwis.ui.managing.keeping import actor_of

LONGEST = timedelta(days=366)


class KeyForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("For which system"), max_length=120)
    user = forms.ModelChoiceField(
        label=gettext_lazy("Acts as"),
        queryset=User.objects.none(),
        help_text=gettext_lazy("The key sees what this log-in sees."),
    )
    scopes = forms.MultipleChoiceField(
        label=pgettext_lazy("is allowed to", "May"),
        choices=Scope.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    until = forms.DateField(
        label=gettext_lazy("Valid until"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: object, by: User, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._by = by
        works = [
            user.pk
            for user in User.objects.filter(is_active=True, holdings__isnull=False).distinct()
            if self._may_give(user)
        ]
        self.fields["user"].queryset = User.objects.filter(pk__in=works)  # type: ignore[attr-defined]
        self.fields["until"].initial = today() + timedelta(days=180)

    def _may_give(self, user: User) -> bool:
        """Nobody gives a key to more than they may do themselves."""
        wanted = [
            right
            for right in (DeskRight.SEE, DeskRight.SEE_CONFIDENTIAL, DeskRight.WORK)
            if user.has_right(right)
        ]
        return bool(wanted) and all(self._by.has_right(right) for right in wanted)

    def clean_until(self) -> object:
        until = self.cleaned_data["until"]
        if not today() < until <= today() + LONGEST:
            raise forms.ValidationError(_("Choose a day within a year."))
        return until


@require_safe
@guard(ApiRight.MANAGE)
def keys(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "api/keys.html",
        {"keys": ApiToken.objects.select_related("user"), "form": KeyForm(by=_me(request))},
    )


@require_POST
@guard(ApiRight.MANAGE)
def new_key(request: HttpRequest) -> HttpResponse:
    """The secret stands on the answer to this request only."""
    form = KeyForm(request.POST, by=_me(request))
    rows = ApiToken.objects.select_related("user")
    if not form.is_valid():
        return render(request, "api/keys.html", {"keys": rows, "form": form}, status=422)
    given = form.cleaned_data
    expires = timezone.make_aware(datetime.combine(given["until"], time(23, 59)))
    with transaction.atomic():
        token, secret = ApiToken.issue(
            name=given["name"], user=given["user"], scopes=given["scopes"], expires_at=expires
        )
        record(
            KeyGiven(name=token.name, acts_as=token.user.login_name),
            by=actor_of(request.user),
            subject=token,
        )
    answer = render(
        request,
        "api/keys.html",
        {"keys": rows, "form": KeyForm(by=_me(request)), "secret": secret, "made": token},
    )
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
@guard(ApiRight.MANAGE)
def withdraw(request: HttpRequest, key: int) -> HttpResponse:
    with transaction.atomic():
        token = get_object_or_404(ApiToken.objects.select_for_update(), pk=key)
        if token.withdrawn_at is None:
            token.withdrawn_at = now()
            token.save(update_fields=["withdrawn_at"])
            record(KeyWithdrawn(name=token.name), by=actor_of(request.user), subject=token)
    toasts.say(request, _("Withdrawn. This key no longer works."))
    return redirect("api:keys")


@require_safe
@signed_in
def reference(request: HttpRequest) -> HttpResponse:
    """The API in words, drawn from its own OpenAPI description."""
    schema = api.get_openapi_schema()
    operations = [
        {"method": method.upper(), "path": path, **operation}
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    ]
    # lists, because a template would take a field called "items" for the dictionary's own
    shapes = [
        (name, shape.get("description", ""), list(shape["properties"].items()))
        for name, shape in schema["components"]["schemas"].items()
        if "properties" in shape
    ]
    return render(
        request, "api/reference.html", {"operations": operations, "shapes": shapes, "info": schema["info"]}
    )


@require_safe
@signed_in
def openapi(request: HttpRequest) -> JsonResponse:
    return JsonResponse(api.get_openapi_schema())


def _me(request: HttpRequest) -> User:
    user: User = request.user  # type: ignore[assignment]
    return user
