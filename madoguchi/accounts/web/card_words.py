"""What a person is told when the card cannot be used: what it means, and what to do about it."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from madoguchi.gateways.eid.troubles import Trouble

Words = str | Promise


@dataclass(frozen=True)
class Why:
    """`kind` is how loud the notice is; `mend` says how the card is made well again."""

    title: Words
    text: Words
    mend: Words = ""
    kind: str = "warning"


REVOKED, EXPIRED, CHILD, NO_SIGNING, LOCKED = "revoked", "expired", "child", "no-signing", "locked"
CANCELLED, DOWN, AGAIN = "cancelled", "down", "again"
OF_TROUBLE = {
    Trouble.REVOKED: REVOKED,
    Trouble.EXPIRED: EXPIRED,
    Trouble.NO_SIGNING: NO_SIGNING,
    Trouble.LOCKED: LOCKED,
    Trouble.CANCELLED: CANCELLED,
}
WHY = {
    REVOKED: Why(
        _("このカードの証明書は、いま使えません"),
        _("引っ越しや氏名の変更をすると、カードの中の証明書は使えなくなります。カードそのものの期限とは別のものです。"),
        _("証明書は、区の窓口で無料で発行し直せます。カードと暗証番号をお持ちください。"),
    ),
    EXPIRED: Why(
        _("カードの証明書の有効期限が切れています"),
        _("証明書は、発行から5回目の誕生日までの期限です。カードそのものの期限より先に切れることがあります。"),
        _("区の窓口で、無料で更新できます。カードと暗証番号をお持ちください。"),
    ),
    CHILD: Why(
        _("15歳未満の方のカードです"),
        _(
            "15歳未満の方のカードには、署名用の証明書がありません。保護者の方が、ご自分のカードかメールで手続きできます。"
        ),
    ),
    NO_SIGNING: Why(
        _("署名用の証明書が入っていないカードです"),
        _("15歳未満の方のカードや、証明書を「発行しない」とした方のカードには、署名用の証明書がありません。"),
        _("15歳以上の方は、区の窓口で発行できます。15歳未満の方の手続きは、保護者の方ができます。"),
    ),
    LOCKED: Why(
        _("カードの暗証番号がロックされています"),
        _("4桁の暗証番号は3回、6桁から16桁の暗証番号は5回続けて間違えると、ロックされます。"),
        _("区の窓口か、コンビニのマルチコピー機（スマートフォンでの予約が必要）で、暗証番号を設定し直せます。"),
    ),
    CANCELLED: Why(
        _("カードの読み取りをやめました"),
        _("何も送られていません。もう一度読み取るか、ほかの方法でお進みください。"),
        kind="info",
    ),
    DOWN: Why(
        _("デジタル認証アプリに、いまつながりません"),
        _(
            "カードには問題がありません。しばらくたってからお試しになるか、カードを使わずにお進みください。入力したものは、なくなっていません。"
        ),
    ),
    AGAIN: Why(
        _("カードの読み取りを、確認できませんでした"),
        _(
            "時間がたったか、別のブラウザーで開かれました。もう一度、はじめから読み取ってください。入力したものは、なくなっていません。"
        ),
    ),
}
