"""The addresses of the resident's side, mounted at the root of the site."""

from django.urls import include, path

from madoguchi.procedures.web import (
    access_log,
    confirming,
    correcting,
    handing_over,
    mine,
    proxies,
    public,
    questions,
    sending,
    status,
)

app_name = "procedures"
urlpatterns = [
    path("", public.home, name="home"),
    path("search/", public.listing, name="search"),
    path("procedures/", public.listing, name="list"),
    path("procedures/<slug:procedure_id>/", public.procedure, name="page"),
    path("procedures/<slug:procedure_id>/begin/", public.begin, name="begin"),
    path("apply/<uuid:draft_id>/", questions.draft, name="draft"),
    path("apply/<uuid:draft_id>/mend/", correcting.mend, name="mend"),
    path("apply/<uuid:draft_id>/mend/save/", correcting.save, name="mend_save"),
    path("desk/cases/<uuid:case_id>/correct/", correcting.correct_for, name="correct_for"),
    path("apply/<uuid:draft_id>/review/", sending.review, name="review"),
    path("apply/<uuid:draft_id>/send/", sending.send, name="send"),
    path("apply/<uuid:draft_id>/done/", sending.done, name="done"),
    path("apply/<uuid:draft_id>/saved/", sending.saved, name="saved"),
    path("apply/<uuid:draft_id>/pages/<slug:page_id>/", questions.question, name="question"),
    path("apply/<uuid:draft_id>/pages/<slug:page_id>/save/", questions.save, name="save"),
    path("apply/<uuid:draft_id>/counter/", handing_over.hand_over, name="hand_over"),
    path("continue/<str:address>/", handing_over.go_on, name="go_on"),
    path("confirm/", confirming.confirm, name="confirm"),
    path("confirm/<str:address>/", confirming.screen, name="confirm_screen"),
    path("desk/counter/", include("madoguchi.procedures.web.counter.urls")),
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
    path("my/acting/", proxies.acting_for, name="acting_for"),
    path("my/acting/<uuid:mandate_id>/<slug:procedure_id>/", proxies.begin_for, name="begin_for"),
    path("my/access-log/", access_log.access_log, name="access_log"),
]
