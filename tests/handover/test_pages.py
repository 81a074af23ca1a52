"""The desk's page: what was sent, what came back, what is missing; and who may do what."""

import json
from datetime import timedelta
from itertools import product

import pytest
from django.urls import reverse

from madoguchi.accounts.states import Role
from madoguchi.handover import commands as handover
from madoguchi.handover import permissions
from madoguchi.handover.models import RejectedLine
from madoguchi.journal import queries as journal
from madoguchi.kernel.actors import SYSTEM, Actor, ActorKind
from madoguchi.kernel.clock import moved_to
from tests.cases.definition import OTHER_SECTION, SECTION
from tests.cases.desk import desk_of, text_of
from tests.cases.factories import an_officer
from tests.handover.systems import EVENING, a_system, approved, folders, known, lies_in, run
from tests.handover.test_receipts import puts_in, said

assert folders, known  # fixtures
LIST = "/desk/handovers/"
ACTS = {
    "see": permissions.refusal_to_see,
    "download": permissions.refusal_to_download,
    "resend": permissions.refusal_to_resend,
    "settle": permissions.refusal_to_settle,
}
MAY = {
    Role.RECEPTION: (set(), set()),
    Role.REVIEWER: (set(), set()),
    Role.DECIDER: ({"see", "download", "resend", "settle"}, set()),
    Role.AUDITOR: ({"see"}, {"see"}),
    Role.EDITOR: (set(), set()),
    Role.ADMINISTRATOR: ({"see", "resend"}, {"see", "resend"}),
}


@pytest.mark.parametrize(("role", "act"), list(product(Role, ACTS)))
def test_every_role_may_do_exactly_what_the_table_says(role, act):
    at_home, elsewhere = MAY[role]
    for section, may in ((SECTION, at_home), (OTHER_SECTION, elsewhere)):
        by = Actor(ActorKind.OFFICER, "7", "審査 次郎", section, frozenset({role}), frozenset({section}))
        assert (ACTS[act](by, SECTION) is None) == (act in may)


@pytest.mark.parametrize("act", ACTS)
def test_residents_and_programs_may_do_none_of_it(act):
    for kind in (ActorKind.RESIDENT, ActorKind.PROGRAM):
        assert ACTS[act](Actor(kind, "7", "だれか", SECTION), SECTION) is not None


@pytest.fixture
def sent(folders, known):
    known(a_system(), a_system(id="elsewhere", section=OTHER_SECTION, name="よその台帳"))
    case = approved()
    return case, run(a_system())


def at_evening(officer, path=LIST, *, hours=0, **posted):
    with moved_to(EVENING + timedelta(hours=hours)):
        desk = desk_of(officer)
        return desk.post(path, posted) if posted else desk.get(path)


@pytest.mark.django_db
class TestThePage:
    def test_it_shows_the_files_of_the_officers_own_section(self, sent):
        page = text_of(at_evening(an_officer(Role.DECIDER)))
        assert "用品在庫システム" in page
        assert "よその台帳" not in page
        assert "受領待ち" in page

    def test_an_auditor_sees_every_section_but_opens_no_file(self, sent):
        page = text_of(at_evening(an_officer(Role.AUDITOR, section="audit")))
        assert "よその台帳" in page
        assert "もう一度置く" not in page

    def test_a_reviewer_is_refused(self, sent):
        assert at_evening(an_officer(Role.REVIEWER)).status_code == 403

    def test_an_overdue_receipt_is_a_warning(self, sent):
        page = text_of(at_evening(an_officer(Role.DECIDER), hours=13))
        assert "受領の期限を過ぎたファイルが1件" in page

    def test_an_overdue_receipt_wakes_the_monitor(self, sent, client):
        with moved_to(EVENING):
            assert client.get("/healthz").json()["handover"] == "ok"
        with moved_to(EVENING + timedelta(hours=13)):
            assert client.get("/healthz?strict=1").json()["handover"] == "no receipt"
            assert client.get("/healthz?strict=1").status_code == 503

    def test_a_rejected_line_links_to_its_case_and_can_be_settled(self, sent, folders):
        case, file = sent
        puts_in(folders, json.dumps(said(file, accepted=0, rejected=[{"line": 1, "reason": "<b>口座</b>"}])))
        handover.receive_all(by=SYSTEM, at=EVENING)
        officer = an_officer(Role.DECIDER)
        page = text_of(at_evening(officer))
        assert reverse("cases:case", args=[case.pk]) in page
        assert "&lt;b&gt;口座" in page
        line = RejectedLine.objects.get()
        answer = at_evening(officer, reverse("handover:settle", args=[line.pk]), any="1")
        assert answer["Location"] == f"{LIST}?done=settled"
        assert "受け入れられなかった行" not in text_of(at_evening(officer))

    def test_a_held_case_is_listed_with_the_letter(self, folders, known):
        known(a_system(encoding="cp932"))
        approved(name={"family": "𠮷田", "given": "花子"})
        run(a_system(encoding="cp932"))
        assert "U+20BB7" in text_of(at_evening(an_officer(Role.DECIDER)))

    def test_who_took_the_file_along_is_in_the_journal(self, sent, folders):
        _, file = sent
        officer = an_officer(Role.DECIDER)
        answer = at_evening(officer, reverse("handover:download", args=[file.system, 1]))
        assert answer.content == lies_in(folders, file)
        last = journal.timeline(file.subject)[-1]
        assert (last.what, last.who_name) == ("handover_downloaded", officer.name)

    def test_an_administrator_may_send_again_but_not_look_inside(self, sent):
        officer = an_officer(Role.ADMINISTRATOR, section="systems")
        assert at_evening(officer, reverse("handover:download", args=["kit-stock", 1])).status_code == 403
        answer = at_evening(officer, reverse("handover:resend", args=["kit-stock", 1]), any="1")
        assert answer.status_code == 302

    @pytest.mark.parametrize(
        "path", ["kit-stock/99/download/", "nothing/1/download/", "kit-stock/99999999999999999999/download/"]
    )
    def test_what_is_not_there_is_not_found(self, sent, path):
        assert at_evening(an_officer(Role.DECIDER), f"{LIST}{path}").status_code == 404

    @pytest.mark.parametrize("path", ["lines/1/settle/", "lines/99999999999999999999/settle/", "kit-stock/77/resend/"])
    def test_what_is_not_there_cannot_be_changed(self, sent, path):
        assert at_evening(an_officer(Role.DECIDER), f"{LIST}{path}", any="1").status_code == 404

    def test_a_long_list_asks_no_more_questions_than_a_short_one(self, sent, django_assert_max_num_queries):
        for day in range(1, 6):
            run(a_system(), days=day)
        desk = desk_of(an_officer(Role.DECIDER))
        with moved_to(EVENING + timedelta(days=5)), django_assert_max_num_queries(12):
            assert desk.get(LIST).status_code == 200
