"""The addresses of places, mounted at the root of the site."""

from django.urls import path

from madoguchi.publications.web import lists, places

app_name = "publications"
urlpatterns = [
    path("facilities/", places.facilities, name="facilities"),
    path("facilities/<slug:facility_id>/", places.facility, name="facility"),
    path("consultations/", places.consultations, name="consultations"),
    path("consultations/<slug:consultation_id>/", places.consultation, name="consultation"),
    path("sections/", lists.sections, name="sections"),
    path("waste/", lists.waste, name="waste"),
]
