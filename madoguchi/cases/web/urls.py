"""Addresses of the desk, below /desk/."""

from django.urls import path

from madoguchi.cases.web import acts, batches, case, charging, clean, plain, probes, queue, rules, settling

app_name = "cases"

urlpatterns = [
    path("", queue.queue, name="queue"),
    path("search/", queue.search, name="search"),
    path("clean/", clean.clean, name="clean"),
    path("clean/<slug:section>/<slug:procedure>/", clean.skim, name="skim"),
    path("rules/", rules.rules, name="rules"),
    path("probes/", probes.planting, name="probes"),
    path("probes/<uuid:probe_id>/call-off/", probes.call_off, name="call_off_probe"),
    path("batches/", batches.many, name="many"),
    path("batches/<uuid:batch_id>/", batches.batch, name="batch"),
    path("cases/<uuid:case_id>/", case.case, name="case"),
    path("cases/<uuid:case_id>/plain/", plain.plain, name="plain"),
    path("cases/<uuid:case_id>/documents/<uuid:document_id>/", case.document, name="document"),
    path("cases/<uuid:case_id>/counted/", charging.ask_counted, name="ask_counted"),
    path("cases/<uuid:case_id>/settle/", settling.settle, name="settle"),
    path("cases/<uuid:case_id>/sample/", settling.sample, name="sample"),
    path("cases/<uuid:case_id>/take/", acts.take, name="take"),
    path("cases/<uuid:case_id>/assign/", acts.assign, name="assign"),
    path("cases/<uuid:case_id>/compare/", acts.compare_again, name="compare_again"),
    path("cases/<uuid:case_id>/begin/", acts.begin_review, name="begin_review"),
    path("cases/<uuid:case_id>/return/", acts.ask_for_correction, name="ask_for_correction"),
    path("cases/<uuid:case_id>/take-back/", acts.take_back_correction, name="take_back_correction"),
    path("cases/<uuid:case_id>/approve/", acts.approve, name="approve"),
    path("cases/<uuid:case_id>/reject/", acts.reject, name="reject"),
    path("cases/<uuid:case_id>/withdraw/", acts.withdraw, name="withdraw"),
]
