"""The addresses of notices, mounted at the root of the site."""

from django.urls import path

from madoguchi.notices.web.mailbox import mailbox
from madoguchi.notices.web.notice import notice, pdf, release
from madoguchi.notices.web.verify import verify

app_name = "notices"
urlpatterns = [
    path("verify/", verify, name="verify"),
    path("mailbox/", mailbox, name="mailbox"),
    path("notices/<uuid:notice_id>/", notice, name="notice"),
    path("notices/<uuid:notice_id>/pdf/", pdf, name="pdf"),
    path("notices/<uuid:notice_id>/release/", release, name="release"),
]
