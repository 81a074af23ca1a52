"""The addresses of the pages about imports; the installation says who stands at the door."""

from collections.abc import Callable

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path

from madoguchi.registers.web import views

Door = Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponseBase]]


def patterns(door: Door) -> list[URLPattern]:
    """Each view behind the door, which gives it `by`."""
    return [
        path("", door(views.imports), name="imports"),
        path("<int:pk>/", door(views.one_import), name="import"),
    ]
