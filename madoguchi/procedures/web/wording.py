"""What a resident reads about the life of an application: where it stands, and what has happened to it."""

from django.utils.translation import gettext_lazy as _

from madoguchi.cases.authorship import Author, Authors, author_at
from madoguchi.cases.states import State

EXPLAINED = {
    State.RECEIVED: _("担当課が順番に確認します。お待ちください。"),
    State.UNDER_REVIEW: _("担当の職員が内容を確認しています。結果が出たら、このページとメールでお知らせします。"),
    State.RETURNED: _("下の内容を直して、もう一度送ってください。直すあいだ、処理の期限は止まっています。"),
    State.APPROVED: _("お知らせの文書を、下からご覧になれます。"),
    State.REJECTED: _("理由と、不服があるときの方法は、お知らせの文書に書いてあります。"),
    State.WITHDRAWN: _("この申請は取り下げられました。必要なときは、もう一度申請できます。"),
}

# By the journal's words. What is not named here is the ward's own work and not shown.
HAPPENED = {
    "received": _("申請を受け付けました"),
    "review_started": _("担当の職員が確認を始めました"),
    "correction_asked": _("直していただきたいところをお知らせしました"),
    "correction_taken_back": _("直していただきたいところのお知らせを取り消しました"),
    "corrected": _("直した内容を受け付けました"),
    "approved": _("申請が認められました"),
    "rejected": _("申請は認められませんでした"),
    "withdrawn": _("申請を取り下げました"),
    "notice_issued": _("通知書を発行しました"),
    "viewed": _("職員が申請の内容を見ました"),
    "document_opened": _("書類が開かれました"),
    "payment_received": _("お支払いを受け取りました"),
    "payment_waived": _("お支払いが免除されました"),
    "payment_refunded": _("お支払いをお返ししました"),
}

# By the words of `cases.authorship`: who entered an answer.
ENTERED = {
    "ご本人が入力": _("ご本人が入力"),
    "職員が入力": _("職員が入力"),
    "窓口の職員が入力": _("窓口の職員が入力"),
    "電話で職員が入力": _("電話で職員が入力"),
    "紙の申請書から職員が入力": _("紙の申請書から職員が入力"),
    "紙の申請書から読み取り": _("紙の申請書から読み取り"),
    "区が送った用紙から": _("区が送った用紙から"),
    "住民基本台帳から": _("住民基本台帳から"),
    "デジタル認証アプリから": _("マイナンバーカードから"),
    "以前の申請から": _("以前の申請から"),
    "連携する事業者が入力": _("連携する事業者が入力"),
    "ご本人がチャットで回答": _("ご本人がチャットで回答"),
    "ご本人が確認画面で同意": _("ご本人が確認画面で同意"),
    "読み上げて、ご本人が口頭で同意": _("読み上げて、ご本人が口頭で同意"),
}


def entered(author: Author | None) -> str:
    """Who entered an answer, in the reader's language; nothing for what one has typed oneself."""
    return "" if author is None or author.is_resident_online else str(ENTERED[author.words])


def entered_by(authors: Authors) -> list[tuple[str, int]]:
    """Whose hands the answers came from, and how many, once anybody but the resident has entered one."""
    counted: dict[str, int] = {}
    for path in authors:
        if author := author_at(authors, path):
            counted[author.words] = counted.get(author.words, 0) + 1
    lines = [(str(ENTERED[words]), count) for words, count in counted.items()]
    return lines if set(counted) - {"ご本人が入力"} else []
