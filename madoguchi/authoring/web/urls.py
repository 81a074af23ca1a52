"""Addresses of changing a definition, below /desk/procedures/."""

from django.urls import path

from madoguchi.authoring.web import acts, arranging, editing, effect, importing, listing, proposal, reading_pages

app_name = "authoring"
ONE = "proposals/<uuid:proposal_id>/"

urlpatterns = [
    path("", listing.procedures, name="list"),
    path("import/", importing.sheet, name="import"),
    path(ONE, proposal.proposal, name="proposal"),
    path(f"{ONE}edit/<str:subject>/", editing.edit, name="edit"),
    path(f"{ONE}questions/", arranging.questions, name="questions"),
    path(f"{ONE}checks/", arranging.checks, name="checks"),
    path(f"{ONE}examples/", arranging.examples, name="examples"),
    path(f"{ONE}arrange/", arranging.arrange, name="arrange"),
    path(f"{ONE}effect/", effect.effect, name="effect"),
    path(f"{ONE}differences/", reading_pages.differences, name="differences"),
    path(f"{ONE}preview/", reading_pages.preview, name="preview"),
    path(f"{ONE}file/", acts.file, name="file"),
    path(f"{ONE}describe/", acts.describe, name="describe"),
    path(f"{ONE}follow/", acts.follow, name="follow"),
    path(f"{ONE}check/", acts.check, name="check"),
    path(f"{ONE}send/", acts.send, name="send"),
    path(f"{ONE}approve/", acts.approve, name="approve"),
    path(f"{ONE}give-back/", acts.give_back, name="give_back"),
    path(f"{ONE}withdraw/", acts.withdraw, name="withdraw"),
    path("<slug:procedure>/", listing.procedure, name="procedure"),
    path("<slug:procedure>/begin/", listing.begin, name="begin"),
    path("<slug:procedure>/restore/", listing.restore, name="restore"),
]
