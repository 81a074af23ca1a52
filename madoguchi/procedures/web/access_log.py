"""「だれが私の情報を見たか」: the resident's page over the journal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from madoguchi.accounts.queries import account_of, actor_of
from madoguchi.accounts.web.access import login_required
from madoguchi.journal.models import Entry
from madoguchi.journal.words import Word
from madoguchi.kernel.clock import JST
from madoguchi.procedures import access_log as log
from madoguchi.procedures.web import building, wording
from madoguchi.publications import queries as publications
from madoguchi.ui.components.dates import moment

# Beside what the page of an application says already (wording.HAPPENED).
MORE_WORDS: dict[Word, str | Promise] = {
    Word.LISTED: gettext_lazy("一覧の中で表示しました"),
    Word.EXPORTED: gettext_lazy("データとして書き出しました"),
    Word.STATUS_SHOWN: gettext_lazy("申請の状況を見ました"),
    Word.NOTICE_READ: gettext_lazy("通知書を開きました"),
    Word.REGISTER_READ: gettext_lazy("住民基本台帳の内容を読みました"),
    Word.REGISTER_COMPARED: gettext_lazy("住民基本台帳と照らし合わせました"),
    Word.ASSIGNED: gettext_lazy("担当者を決めました"),
    Word.NOTE_WRITTEN: gettext_lazy("メモを書きました"),
    Word.DOCUMENT_KEPT: gettext_lazy("書類を受け取りました"),
    Word.DOCUMENT_DROPPED: gettext_lazy("書類を取り消しました"),
    Word.NOTICE_PREPARED: gettext_lazy("通知書を作りました"),
    Word.DRAFT_STARTED: gettext_lazy("申請書の作成を始めました"),
    Word.DRAFT_RESUMED: gettext_lazy("申請書の作成を再開しました"),
    Word.MANDATE_OFFERED: gettext_lazy("代理権を登録しました"),
    Word.MANDATE_CONFIRMED: gettext_lazy("代理を引き受けました"),
    Word.MANDATE_REVOKED: gettext_lazy("代理権を取り消しました"),
    Word.SIGNED_IN: gettext_lazy("ログインしました"),
}


@dataclass(frozen=True)
class Look:
    """One line: when, who, what they did, and with what of mine."""

    at: str
    who: str
    what: str
    title: str


@dataclass(frozen=True)
class AccessLogPage:
    lines: Sequence[Look]
    everything: bool
    next_url: str


@require_safe
@login_required
def access_log(request: HttpRequest) -> HttpResponseBase:
    """The latest first, thirty a page."""
    account = account_of(request)
    if account is None or actor_of(request).is_officer:
        raise Http404
    everything = request.GET.get("all") == "1"
    found = log.looked(
        account, lang=building.language(request), everything=everything, before=_number(request.GET.get("before", ""))
    )
    both = "&all=1" if everything else ""
    page = AccessLogPage(
        lines=tuple(_lines(found)),
        everything=everything,
        next_url=f"?before={found.before}{both}" if found.before else "",
    )
    return render(request, "procedures/access_log.html", {"page": page})


def _number(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 16 else None


def _lines(found: log.Looked) -> Iterator[Look]:
    for entry in found.entries:
        yield Look(
            at=moment(entry.at.astimezone(JST)),
            who=_who(entry, found),
            what=_what(entry),
            title=found.titles.get(entry.subject, ""),
        )


def _what(entry: Entry) -> str:
    known = wording.HAPPENED.get(entry.what) or MORE_WORDS.get(Word(entry.what))
    return str(known) if known else _("区の内部の処理をしました")


def _who(entry: Entry, found: log.Looked) -> str:
    """An officer by section and post; by name only where the ward has decided so."""
    match entry.who_kind:
        case "officer":
            section = publications.section(entry.who_section).name if entry.who_section else ""
            post = found.posts.get(entry.who_id) or _("職員")
            name = entry.who_name if settings.OFFICER_NAMES_SHOWN else ""
            return "　".join(part for part in (section, post, name) if part)
        case "resident" if entry.who_id == entry.subject:
            return _("受付番号と確認コードで開いた方")
        case "system":
            return _("システムの自動処理")
        case _:
            return entry.who_name
