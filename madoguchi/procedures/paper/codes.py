"""The two-dimensional code on every page of a form: what it says, and that nobody but this ward has printed it."""

import base64
import hashlib
import hmac
import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from madoguchi.gateways.ward_key import private_key
from madoguchi.procedures.paper.geometry import LAYOUT
from madoguchi.procedures.paper.layout import LANGUAGES

MARK = "MDG1"
OURS = re.compile("MDG[0-9]+/")
# 64 bits of the version: enough to tell all versions a ward will ever publish apart.
VERSION_LENGTH, DIGEST_LENGTH, SERIAL_LENGTH, MAC_LENGTH = 16, 16, 10, 16
LONGEST = 400


class NotOurs(Exception):
    """A code this ward has not printed; the sentence says why, for the officer."""


@dataclass(frozen=True)
class PageCode:
    """What one page says of itself. `version` is the beginning of its SHA-256; `answers` what the draft held."""

    procedure: str
    version: str
    language: str
    rows: int
    page: int
    pages: int
    serial: str
    draft: UUID | None = None
    answers: str = ""

    def written(self) -> str:
        """As it stands in the code: capitals only, which a two-dimensional code packs closely."""
        body = self._body()
        return f"{body}/{_mac(body)}"

    def _body(self) -> str:
        draft = self.draft.hex if self.draft else ""
        parts = (MARK, settings.WARD, self.procedure, self.version, LAYOUT, self.language, self.rows)
        return "/".join(map(str, (*parts, self.page, self.pages, self.serial, draft, self.answers))).upper()


def read(text: str) -> PageCode:
    """The page of a code, or why it is none of ours."""
    if len(text) > LONGEST or not OURS.match(text):
        raise NotOurs("区の申請書の二次元コードではありません。")
    body, _slash, mac = text.rpartition("/")
    parts = body.split("/")
    if len(parts) > 1 and parts[1] != settings.WARD.upper():
        raise NotOurs("ほかの自治体の申請書です。")
    if not hmac.compare_digest(_mac(body), mac) or parts[0] != MARK:
        raise NotOurs("二次元コードが本物ではありません（印が合いません）。")
    return _page(parts)


def _page(parts: list[str]) -> PageCode:
    _mark, _ward, procedure, version, layout, language, rows, page, pages, serial, draft, answers = parts
    if layout != str(LAYOUT) or language.lower() not in LANGUAGES:
        raise NotOurs("以前の書き方で印刷された申請書です。")
    return PageCode(
        procedure.lower(),
        version.lower(),
        language.lower(),
        int(rows),
        int(page),
        int(pages),
        serial,
        UUID(draft) if draft else None,
        answers.lower(),
    )


def new_serial() -> str:
    """Tells one printing from every other, so that mixed pages find each other again."""
    return base64.b32encode(secrets.token_bytes(8)).decode()[:SERIAL_LENGTH]


def digest_of(answers: Mapping[str, object]) -> str:
    """Which answers were printed."""
    return hashlib.sha256(json.dumps(answers, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:DIGEST_LENGTH]


def _mac(body: str) -> str:
    """80 bits under a key of the ward that survives a change of every other key but this one."""
    key = hashlib.sha256(b"printed forms:" + private_key()).digest()
    return base64.b32encode(hmac.new(key, body.encode(), hashlib.sha256).digest()).decode()[:MAC_LENGTH]
