"""The addresses of the counter, below /desk/counter/."""

from django.urls import path

from madoguchi.procedures.web.counter import confirming, script, sheet, start, tablets

urlpatterns = [
    path("", start.start, name="counter"),
    path("tablet/", tablets.offer, name="counter_tablet"),
    path("begin/", start.begin, name="counter_begin"),
    path("script/<slug:procedure_id>/", script.script_page, name="counter_script"),
    path("<uuid:draft_id>/", sheet.sheet, name="counter_sheet"),
    path("<uuid:draft_id>/confirm/", confirming.confirm, name="counter_confirm"),
    path("<uuid:draft_id>/send/", confirming.send, name="counter_send"),
    path("<uuid:draft_id>/sent/", confirming.sent, name="counter_sent"),
    path("<uuid:draft_id>/phone/", confirming.to_phone, name="counter_phone"),
]
