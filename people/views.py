"""The directory, profiles, and the pages about oneself."""

from typing import Any

from allauth.account.views import logout as sign_out
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from people import selectors
from people.forms import ProfileForm
from people.models import Profile, User
from people.services import profile_update

PAGE_SIZE = 24
LONGEST_QUERY = 100


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """People to find. Who is not signed in gets the answer of a page that is not there."""
    viewer = request.viewer
    if not viewer.is_authenticated:
        raise Http404
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    unit, location = _number(request, "afdeling"), _number(request, "locatie")
    found = selectors.directory(viewer, query, unit, location)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    units, locations = selectors.choices_for_filters(viewer)
    context = {
        "query": query,
        "people": [selectors.person_card(user, viewer) for user in page.object_list],
        "people_count": page.paginator.count,
        "page_obj": page,
        "units": [{"id": u.pk, "name": u.name, "is_chosen": u.pk == unit} for u in units],
        "locations": [{"id": p.pk, "name": p.name, "is_chosen": p.pk == location} for p in locations],
    }
    return render(request, "people/directory.html", context)


@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person, within what the viewer may see. With ?zoals=anderen one's own as others see it."""
    viewer = request.viewer
    user = selectors.people(viewer).filter(pk=pk).first()
    if user is None:
        raise Http404
    as_others = request.GET.get("zoals") == "anderen"
    context = {
        "person": selectors.profile_details(user, viewer, as_others=as_others),
        "affiliations": selectors.affiliation_rows(user, viewer),
        "circles": [] if as_others else selectors.circles_of(user, viewer),
        "reports": selectors.reports_of(user, viewer),
        "breadcrumbs": [{"title": _("Mensen"), "url": reverse("directory")}],
    }
    return render(request, "people/profile.html", context)


@require_safe
def person_photo(request: HttpRequest, pk: int) -> HttpResponse:
    """A photo, to whom the person shows it. The only address a photo has."""
    user = selectors.people(request.viewer).filter(pk=pk).first()
    if user is None or "photo_url" not in selectors.person_card(user, request.viewer):
        raise Http404
    photo = user.profile.photo
    if not photo.storage.exists(photo.name):
        raise Http404
    response = FileResponse(photo.open("rb"), content_type="image/jpeg")
    response.headers["Cache-Control"] = "private, no-store"
    return response


@login_required
@sensitive_post_parameters()
def my_profile(request: HttpRequest) -> HttpResponse:
    """One's own profile."""
    user = User.objects.get(pk=request.user.pk)
    profile, _made = Profile.objects.get_or_create(user=user)
    form = ProfileForm(request.POST or None, request.FILES or None, instance=profile)
    if request.method == "POST" and form.is_valid():
        fields = {name: form.cleaned_data[name] for name in ProfileForm.Meta.fields}
        try:
            profile_update(
                acting_user=user, user=user, photo=form.new_photo, visibility=form.visibility, **fields
            )
        except ValidationError as error:
            form.add_error("photo", error)
        else:
            messages.success(request, _("Je profiel is bewaard."))
            return redirect("my_profile")
    context: dict[str, Any] = {
        "form": form,
        "field_groups": form.groups(),
        "profile_url": f"{reverse('person', args=[user.pk])}?zoals=anderen",
    }
    return render(request, "people/profile_form.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def my_circles(request: HttpRequest) -> HttpResponse:
    """Where one belongs, why, until when, and what that opens."""
    return render(request, "people/my_circles.html", {"my_circles": selectors.my_circles(request.viewer)})


def cms_logout(request: HttpRequest) -> HttpResponse:
    """The button of the CMS for signing out, through the one door. There is no page behind it."""
    if request.method != "POST":
        raise Http404
    return sign_out(request)


def _number(request: HttpRequest, name: str) -> int | None:
    value = request.GET.get(name, "")
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 10 else None
