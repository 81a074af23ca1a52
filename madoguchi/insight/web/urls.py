"""Addresses of the figures: public ones, and those of the desk behind its door."""

from collections.abc import Callable

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path

from madoguchi.insight.web import desk, downloads, public

Door = Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponseBase]]

app_name = "insight"


def patterns(door: Door) -> list[URLPattern]:
    """The desk's views are told by the door who it is."""
    return [
        path("figures/", public.all_figures, name="figures"),
        path("figures/figures.csv", downloads.csv_file, name="csv"),
        path("figures/figures.json", downloads.json_file, name="json"),
        path("figures/<slug:procedure>/", public.procedure_figures, name="procedure"),
        path("desk/figures/", door(desk.section_figures), name="desk"),
        path("desk/figures/<slug:procedure>/", door(desk.procedure_figures), name="desk_procedure"),
    ]
