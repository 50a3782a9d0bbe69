"""The answer for what is not there, or not for you: one and the same."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from audiences.querysets import PolicyMoved
from portal.viewing import read_again


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Nothing of the exception is told."""
    try:
        return _page(request)
    except PolicyMoved:
        return read_again(request, lambda: _page(request))


def _page(request: HttpRequest) -> HttpResponse:
    return render(request, "404.html", status=404)
