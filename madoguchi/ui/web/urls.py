"""The addresses of the user interface itself, below `/ui/`."""

from django.urls import path

from madoguchi.ui.web import gallery, language

app_name = "ui"
urlpatterns = [
    path("", gallery.gallery, name="gallery"),
    path("office/", gallery.office_gallery, name="gallery_office"),
    path("form/", gallery.form_sample, name="gallery_form"),
    path("home/", gallery.home_sample, name="gallery_home"),
    path("receipt/", gallery.receipt_sample, name="gallery_receipt"),
    path("address/", gallery.address_sample, name="gallery_address"),
    path("accessibility/", gallery.accessibility, name="accessibility"),
    path("language/", language.switch_language, name="language"),
]
