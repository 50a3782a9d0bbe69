"""The answer for what is not there, or not for you: one and the same."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Nothing of the exception is told."""
    return render(request, "404.html", status=404)
