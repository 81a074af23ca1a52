"""The cards of a demo: one for each thing that happens to people. None of these people exists."""

from dataclasses import dataclass

from madoguchi.gateways.eid.troubles import Trouble


@dataclass(frozen=True)
class Card:
    """What a card gives out, and what is wrong with it. `gender` is 1 male, 2 female, 3 other, as on the card."""

    id: str
    what: str
    name: str
    birthdate: str
    gender: str
    address: str
    kana: str = ""
    trouble: Trouble | None = None

    def refuses(self, scopes: frozenset[str], acr: frozenset[str]) -> Trouble | None:
        """What goes wrong with this request.

        The signing certificate dies with a change of name or address, and nobody under 15 has one. It gives the four
        items and the signature; that it is dead shows only to who asks for the revocation list (`crl`).
        """
        if self.trouble is Trouble.REVOKED:
            return self.trouble if scopes - {"openid"} and "crl" in acr else None
        if self.trouble is Trouble.NO_SIGNING:
            return self.trouble if "sign" in scopes else None
        return self.trouble


CARDS = (
    Card(
        "healthy", "使えるカード", "世田谷　花子", "1990-05-10", "2",
        "東京都世田谷区世田谷四丁目２１番２７号", kana="セタガヤ　ハナコ",
    ),
    Card(
        "old-characters", "「髙」「﨑」「𠮷」のある氏名", "髙﨑　𠮷郎", "1985-01-20", "1",
        "東京都世田谷区赤堤一丁目２番３号　𠮷川荘１０１", kana="タカサキ　ヨシロウ",
    ),
    Card(
        "alias", "通称のある外国籍の方", "NGUYEN VAN ANH（山本　アン）", "1996-09-03", "2",
        "東京都世田谷区池尻二丁目３番４号",
    ),
    Card(
        "moved", "引っ越したあと、証明書を更新していないカード", "北沢　健太", "1979-11-30", "1",
        "東京都杉並区阿佐谷北一丁目１番１号", trouble=Trouble.REVOKED,
    ),
    Card(
        "child", "15歳未満（署名用の証明書がない）", "北沢　あおい", "2016-04-02", "2",
        "東京都世田谷区北沢二丁目８番１８号", trouble=Trouble.NO_SIGNING,
    ),
    Card(
        "expired", "証明書の有効期限が切れたカード", "玉川　正", "1951-02-14", "1",
        "東京都世田谷区玉川一丁目２０番１号", trouble=Trouble.EXPIRED,
    ),
    Card(
        "locked", "暗証番号がロックされたカード", "砧　洋子", "1948-08-08", "2",
        "東京都世田谷区成城六丁目２番１号", trouble=Trouble.LOCKED,
    ),
)  # fmt: skip
