"""What a resident reads about the life of an application: where it stands, and what has happened to it."""

from django.utils.translation import gettext_lazy as _

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
    "corrected": _("直した内容を受け付けました"),
    "approved": _("申請が認められました"),
    "rejected": _("申請は認められませんでした"),
    "withdrawn": _("申請を取り下げました"),
    "notice_issued": _("通知書を発行しました"),
    "viewed": _("職員が申請の内容を見ました"),
    "document_opened": _("書類が開かれました"),
}
