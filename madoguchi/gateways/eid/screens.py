"""The provider's two screens: choosing a card, and saying that a request is none. Plain, without scripts."""

from collections.abc import Iterable
from html import escape

from madoguchi.gateways.eid.cards import Card
from madoguchi.gateways.eid.grants import Wanted

STYLE = (
    "body{margin:0;font:1rem/1.7 sans-serif;color:#1a1a1c;background:#fff}"
    "main{max-width:40rem;margin:0 auto;padding:1rem}"
    "button{display:block;width:100%;min-height:3rem;margin:.5rem 0;padding:.75rem 1rem;font:inherit;text-align:left;"
    "background:#fff;color:#1a1a1c;border:1px solid #626264;border-radius:.5rem;cursor:pointer}"
    "button:focus-visible{outline:4px solid #000;outline-offset:2px;box-shadow:0 0 0 2px #ffd43d}"
    "small{display:block;color:#4d4d4f}.cancel{color:#0017c1;text-align:center}"
)


def choosing(key: str, wanted: Wanted, cards: Iterable[Card], action: str) -> str:
    """Every card as a button; pressing one is what reading it with the PIN is in the real application."""
    asked = "・".join(sorted(wanted.scopes - {"openid"})) or "openid"
    buttons = "".join(
        f'<button name="card" value="{escape(card.id)}">{escape(card.name)}<small>{escape(card.what)}</small></button>'
        for card in cards
    )
    return _page(
        "デジタル認証アプリ（デモ）",
        f"<p>本物の代わりに動くデモです。実在の方はいません。読み取るカードを選んでください。</p>"
        f"<p>渡す情報：{escape(asked)}</p>"
        f'<form method="post" action="{escape(action)}"><input type="hidden" name="asked" value="{escape(key)}">'
        f'{buttons}<button class="cancel" name="card" value="">やめて戻る</button></form>',
    )


def refusing(why: str) -> str:
    return _page("この依頼は受け付けられません", f"<p>{escape(why)}</p>")


def _page(title: str, body: str) -> str:
    return (
        f'<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{STYLE}</style></head>'
        f"<body><main><h1>{escape(title)}</h1>{body}</main></body></html>"
    )
