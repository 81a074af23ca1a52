"""Addresses of the assistant."""

from django.urls import path

from madoguchi.assistant.web import about, applying, chat, getting, line, talk

app_name = "assistant"
urlpatterns = [
    path("chat/", chat.chat, name="chat"),
    path("chat/say/", chat.say, name="say"),
    path("chat/forget/", chat.forget, name="forget"),
    path("chat/hand-over/", talk.hand_over, name="hand_over"),
    path("chat/contact/", talk.contact, name="contact"),
    path("chat/withdraw/", talk.withdraw, name="withdraw"),
    path("chat/judge/", talk.judge, name="judge"),
    path("chat/live/", talk.live, name="live"),
    path("chat/about/", about.about, name="about"),
    path("chat/eligibility/", getting.eligibility, name="eligibility"),
    path("chat/apply/<slug:procedure_id>/", applying.begin, name="apply"),
    path("line/webhook/", line.webhook, name="line_webhook"),
    # Under the draft's own address, so that its secret reaches this page and is forgotten with it (ADR 0009).
    path("apply/<uuid:sheet_id>/talk/", applying.talk, name="apply_talk"),
]
