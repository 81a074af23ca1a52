"""The addresses of the resident's side, mounted at the root of the site."""

from django.urls import path

from madoguchi.procedures.web import mine, public, questions, sending, status

app_name = "procedures"
urlpatterns = [
    path("", public.home, name="home"),
    path("search/", public.listing, name="search"),
    path("procedures/", public.listing, name="list"),
    path("procedures/<slug:procedure_id>/", public.procedure, name="page"),
    path("procedures/<slug:procedure_id>/begin/", public.begin, name="begin"),
    path("apply/<uuid:draft_id>/", questions.draft, name="draft"),
    path("apply/<uuid:draft_id>/review/", sending.review, name="review"),
    path("apply/<uuid:draft_id>/send/", sending.send, name="send"),
    path("apply/<uuid:draft_id>/done/", sending.done, name="done"),
    path("apply/<uuid:draft_id>/saved/", sending.saved, name="saved"),
    path("apply/<uuid:draft_id>/pages/<slug:page_id>/", questions.question, name="question"),
    path("apply/<uuid:draft_id>/pages/<slug:page_id>/save/", questions.save, name="save"),
    path("postcode/", questions.addresses_of_postcode, name="postcode"),
    path("resume/", status.resume, name="resume"),
    path("status/", status.status, name="status"),
    path("status/<uuid:case_id>/", status.case, name="case"),
    path("status/<uuid:case_id>/receipt/", sending.receipt, name="receipt"),
    path("status/<uuid:case_id>/letters/<uuid:notice_id>/", status.letter, name="letter"),
    path("status/<uuid:case_id>/correct/", status.correct, name="correct"),
    path("status/<uuid:case_id>/withdraw/", status.withdraw, name="withdraw"),
    path("receipts/keys.txt", sending.keys, name="keys"),
    path("my/", mine.my_page, name="my_page"),
]
