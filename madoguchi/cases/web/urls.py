"""Addresses of the desk, below /desk/."""

from django.urls import path

from madoguchi.cases.web import acts, case, queue

app_name = "cases"

urlpatterns = [
    path("", queue.queue, name="queue"),
    path("cases/<uuid:case_id>/", case.case, name="case"),
    path("cases/<uuid:case_id>/documents/<uuid:document_id>/", case.document, name="document"),
    path("cases/<uuid:case_id>/take/", acts.take, name="take"),
    path("cases/<uuid:case_id>/assign/", acts.assign, name="assign"),
    path("cases/<uuid:case_id>/begin/", acts.begin_review, name="begin_review"),
    path("cases/<uuid:case_id>/return/", acts.ask_for_correction, name="ask_for_correction"),
    path("cases/<uuid:case_id>/approve/", acts.approve, name="approve"),
    path("cases/<uuid:case_id>/reject/", acts.reject, name="reject"),
    path("cases/<uuid:case_id>/withdraw/", acts.withdraw, name="withdraw"),
]
