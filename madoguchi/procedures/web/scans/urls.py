"""The addresses of the paper desk, below /desk/scans/."""

from django.urls import path

from madoguchi.procedures.web.scans import arriving, entering, pictures, unread

urlpatterns = [
    path("", arriving.scans, name="scans"),
    path("<uuid:application_id>/", entering.enter, name="scan"),
    path("<uuid:application_id>/send/", entering.send, name="scan_send"),
    path("<uuid:application_id>/pages.pdf", pictures.searchable, name="scan_pdf"),
    path("<uuid:application_id>/<int:page>-<int:top>-<int:bottom>.png", pictures.piece, name="scan_piece"),
    path("pages/<uuid:page_id>.png", pictures.whole, name="scanned_page"),
    path("unread/<uuid:page_id>/", unread.unread, name="unread_page"),
]
