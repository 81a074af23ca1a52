"""The payer's page at the card company of a demo: pay, stop, or a card that is refused. Plain, without scripts."""

from html import escape

from madoguchi.gateways.stripe_demo.objects import Page
from madoguchi.kernel.money import yen

STYLE = (
    "body{margin:0;font:1rem/1.7 sans-serif;color:#1a1a1c;background:#fff}"
    "main{max-width:32rem;margin:0 auto;padding:1rem}"
    ".amount{font-size:2rem;font-weight:700;margin:.5rem 0}.error{border:2px solid #a30000;padding:.75rem;border-radius:.5rem}"
    "button{display:block;width:100%;min-height:3rem;margin:.75rem 0;padding:.75rem 1rem;font:inherit;background:#fff;"
    "color:#0017c1;border:1px solid #0017c1;border-radius:.5rem;cursor:pointer}"
    "button.first{background:#0017c1;color:#fff;font-weight:700}"
    "button:focus-visible{outline:4px solid #000;outline-offset:2px;box-shadow:0 0 0 2px #ffd43d}"
)


def paying(page: Page, *, declined: bool) -> str:
    """Three buttons instead of a card form: a demo asks nobody for a card number."""
    error = (
        '<p class="error" role="alert">このカードは使えませんでした。ほかのカードで支払うか、やめて戻ってください。</p>'
        if declined
        else ""
    )
    return _page(
        "カード決済（デモ）",
        "<p>本物の代わりに動くデモです。お金は動きません。カード番号は入力しません。</p>"
        f'{error}<p>{escape(page.title)}</p><p class="amount">{yen(page.amount)}</p>'
        f'<form method="post" action="/pay/{escape(page.id)}">'
        '<button class="first" name="act" value="pay">支払う</button>'
        '<button name="act" value="decline">カードが使えません</button>'
        '<button name="act" value="stop">やめる</button></form>',
    )


def over() -> str:
    """The page is paid or closed."""
    return _page(
        "この画面は終わっています", "<p>支払いが済んだか、時間が過ぎています。区のページに戻ってください。</p>"
    )


def _page(title: str, body: str) -> str:
    return (
        f'<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{STYLE}</style></head>'
        f"<body><main><h1>{escape(title)}</h1>{body}</main></body></html>"
    )
