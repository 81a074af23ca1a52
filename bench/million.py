"""What `bin/bench long_list` does inside: a million cases written by the database itself, then an officer's pages, timed.

Nine in ten have ended. Of the open ones a third wait clean, a quarter for the resident, and the rest for an officer:
a section that has fallen far behind. All of them are one section's, the hardest a list can have.
"""

import argparse
import os
import random
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from statistics import quantiles

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "madoguchi.config.settings")
django.setup()

from allauth.account.internal.flows.login import record_authentication  # noqa: E402 — Django first
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client, RequestFactory  # noqa: E402
from django.urls import get_resolver  # noqa: E402

from madoguchi.accounts.models import Officer  # noqa: E402
from madoguchi.cases import commands as cases  # noqa: E402
from madoguchi.cases.models import Case, Channel  # noqa: E402
from madoguchi.definitions.compiled import Compiled  # noqa: E402
from madoguchi.definitions.examples import answers_of  # noqa: E402
from madoguchi.kernel import clock  # noqa: E402
from madoguchi.kernel.actors import SYSTEM  # noqa: E402
from madoguchi.publications import queries as publications  # noqa: E402

SECTION, AIM = "child-family", 0.200
OFFICER = "takeda@officer.example"
PROCEDURE = "child-allowance"
PROCEDURES = (PROCEDURE, "child-medical")
# Copied from one case that was really received, so that every page reads what it reads every day.
OWN = {
    "id": "gen_random_uuid()",
    "number": "'世子家-' || 2020 + n %% 7 || '-' || lpad(n::text, 7, '0')",
    "state": "s.state",
    "applicant_name": "(ARRAY['佐藤','鈴木','髙橋','田中','渡邉','伊藤'])[1 + n %% 6] || '　' || n",
    "applicant_kana": "(ARRAY['サトウ','スズキ','タカハシ','タナカ','ワタナベ','イトウ'])[1 + n %% 6] || n",
    "unique_key": "''",
    "idempotency_key": "'bench-' || n",
    "draft": "''",
    "to_look_at": "CASE WHEN s.clean THEN 0 ELSE n %% 4 END",
    "received_at": "s.came",
    "answered_at": "s.came",
    "due_on": "s.came::date + 45",
    "returned_at": "CASE s.state WHEN 'returned' THEN s.came + interval '3 days' END",
    "correction": 'CASE s.state WHEN \'returned\' THEN \'{"reasons": ["address"], "words": ""}\'::jsonb END',
    "decided_at": "CASE WHEN s.state IN ('approved','rejected','withdrawn') THEN s.came + interval '20 days' END",
    "decision": "CASE WHEN s.state IN ('approved','rejected') THEN '{\"reasons\": [], \"words\": \"\"}'::jsonb END",
    "clean_since": "CASE WHEN s.clean THEN s.came END",
    "full_review": "''",
    "full_review_words": "''",
    "assigned_to_id": "CASE WHEN s.state = 'under_review' OR n %% 10 > 0 THEN (%(officers)s::bigint[])[1 + n %% %(many)s] END",
    "probe_id": "NULL",
}
# Open ones are the latest tenth; all came within ninety days, so that the page about the rules reads them all.
WORLD = """
SELECT n, came, is_open AND n %% 12 < 4 AS clean, CASE
    WHEN NOT is_open THEN (ARRAY['approved','approved','approved','rejected','withdrawn'])[1 + n %% 5]
    WHEN n %% 12 < 4 THEN 'received' WHEN n %% 12 < 7 THEN 'returned' WHEN n %% 12 < 9 THEN 'received'
    ELSE 'under_review' END AS state
FROM (SELECT n, n > %(count)s * 0.9 AS is_open,
    %(now)s::timestamptz - interval '89 days' * (1 - n::float / %(count)s) AS came
    FROM generate_series(1, %(count)s) n) one"""


def main() -> int:
    parser = argparse.ArgumentParser(prog="bin/bench long_list", description=__doc__)
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--requests", type=int, default=20, help="of each page")
    parser.add_argument("--unvacuumed", action="store_true", help="measure right after writing")
    wanted = parser.parse_args()
    assert get_resolver().url_patterns  # whatever is broken breaks before the long wait
    began = time.perf_counter()
    officer = _filled(wanted.cases, vacuumed=not wanted.unvacuumed)
    size = _one("SELECT pg_size_pretty(pg_total_relation_size('cases_case'))")
    print(
        f"{Case.objects.count():,}件（開いているもの{Case.objects.filter(decided_at=None).count():,}件）、{size}、"
        f"用意 {time.perf_counter() - began:.0f}秒、VACUUM{'なし' if wanted.unvacuumed else 'あり'}",
        flush=True,
    )
    return 0 if _measured(_desk_of(officer), wanted.requests) <= AIM else 1


def _filled(count: int, *, vacuumed: bool) -> Officer:
    call_command("migrate", verbosity=0)
    call_command("catalog", "publish", *PROCEDURES, verbosity=0)
    call_command("demo_people", verbosity=0)
    officer = Officer.objects.get(account__email=OFFICER)
    model = _model()
    with connection.cursor() as cursor:
        columns = [field.column for field in Case._meta.concrete_fields]  # noqa: SLF001 -- every column there is
        taken = ", ".join(OWN.get(column, f"model.{column}") for column in columns)
        officers = list(Officer.objects.filter(section=SECTION).values_list("pk", flat=True))
        cursor.execute(
            f"INSERT INTO cases_case ({', '.join(columns)}) SELECT {taken} FROM ({WORLD}) s, cases_case model"
            " WHERE model.id = %(model)s",
            {"count": count, "now": clock.now(), "model": model.pk, "officers": officers, "many": len(officers)},
        )
        cursor.execute(DOUBTS)
        cursor.execute(SAMPLES)
        cursor.execute("VACUUM ANALYZE" if vacuumed else "ANALYZE")
    return officer


# Every case an officer has to look at has a doubt, two in three settled; one clean case in fifty was drawn.
DOUBTS = """INSERT INTO cases_doubt
    (id, case_id, procedure, version, check_id, row, outcome, answered_at, verdict, settled_by_id, settled_by_name, settled_at)
    SELECT gen_random_uuid(), id, procedure, version, 'check-' || to_look_at, '', 'fail', answered_at,
    (ARRAY['confirmed','false_alarm',''])[to_look_at], '', '', CASE WHEN to_look_at < 3 THEN answered_at END
    FROM cases_case WHERE to_look_at > 0 AND idempotency_key LIKE 'bench-%'"""
SAMPLES = """INSERT INTO cases_samplereview (case_id, agrees, place, words, by_id, by_name, at)
    SELECT id, true, '', '', '', '', decided_at FROM cases_case
    WHERE to_look_at = 0 AND state = 'approved' AND substring(idempotency_key FROM 7)::int % 48 = 0"""


def _model() -> Case:
    compiled = publications.in_force(PROCEDURE)
    assert isinstance(compiled, Compiled)
    answers, _ = answers_of(compiled, compiled.procedure.examples[0], publications.situation())
    return cases.receive(
        compiled=compiled,
        answers=answers,
        idempotency_key="model",
        channel=Channel.WEB,
        account_id="",
        language="ja",
        draft="",
        by=SYSTEM,
        at=clock.now() - timedelta(days=95),
    )


def _desk_of(officer: Officer) -> Client:
    browser = Client(headers={"host": "localhost"})
    browser.force_login(officer.account)
    request = RequestFactory().get("/")
    request.session = browser.session
    record_authentication(request, officer.account, method="password")
    record_authentication(request, officer.account, method="mfa", type="totp")
    request.session.save()
    return browser


def _addresses(browser: Client) -> Iterator[tuple[str, str]]:
    tabs = ("exceptions", "open", "received", "under_review", "returned", "late", "mine", "ended")
    yield from ((tab, f"/desk/?tab={tab}") for tab in tabs)
    for tab in ("exceptions", "open", "ended"):
        address = f"/desk/?tab={tab}"
        for _ in range(20):
            address = _next(browser, address) or address
        yield f"{tab}、20ページあと", address
    yield "手続き", f"/desk/?tab=open&procedure={PROCEDURE}"
    yield "担当者なし", "/desk/?tab=open&assigned=nobody"
    for what, typed in (
        ("カナ", "タカハシ90"),
        ("氏名", "渡邉　99"),
        ("末尾の番号", "0999123"),
        ("受付番号", "世子家-2022-0999999"),
        ("いない人", "不在"),
    ):
        yield f"さがす：{what}", _sought(browser, "open", typed)
        yield f"さがす（終わったもの）：{what}", _sought(browser, "ended", typed)
    yield "まとめて承認", "/desk/clean/"
    yield "まとめて承認の表", f"/desk/clean/{SECTION}/{PROCEDURE}/"
    yield "規則の成績", "/desk/rules/"


def _sought(browser: Client, tab: str, words: str) -> str:
    """The address of a search; the words stay in the session."""
    return browser.post("/desk/search/", {"tab": tab, "q": words}).headers["Location"]


def _next(browser: Client, address: str) -> str:
    page = browser.get(address).content.decode()
    found = [part.split('"')[1] for part in page.split("<a ")[1:] if "次の50件" in part.split("</a>")[0]]
    hrefs = [
        part.split('href="')[1].split('"')[0] for part in page.split("<a ")[1:] if "次の50件" in part.split("</a>")[0]
    ]
    return "/desk/" + hrefs[0].replace("&amp;", "&") if found and hrefs else ""


def _measured(browser: Client, requests: int) -> float:
    """The slowest p95 of any page, the pages taken in a seeded disorder."""
    pages = dict(_addresses(browser))
    asked = [name for name in pages for _ in range(requests)]
    random.Random(2026).shuffle(asked)
    times: dict[str, list[float]] = {name: [] for name in pages}
    for name in asked:
        began = time.perf_counter()
        answer = browser.get(pages[name])
        times[name].append(time.perf_counter() - began)
        if answer.status_code != 200:
            raise RuntimeError(f"{name}: {answer.status_code} {pages[name]}")
    slowest = 0.0
    for name, taken in times.items():
        cuts = quantiles(taken, n=20)
        slowest = max(slowest, cuts[18])
        print(f"  p50 {cuts[9] * 1e3:7.1f}  p95 {cuts[18] * 1e3:7.1f}  最大 {max(taken) * 1e3:7.1f} ミリ秒　{name}")
    everything = quantiles([second for taken in times.values() for second in taken], n=20)
    print(f"全体 p50 {everything[9] * 1e3:.1f}、p95 {everything[18] * 1e3:.1f} ミリ秒（目標 {AIM * 1e3:.0f}）")
    return slowest


def _one(question: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return str(cursor.fetchone()[0])


if __name__ == "__main__":
    sys.exit(main())
