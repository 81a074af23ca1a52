"""What the API takes and gives about procedures and applications."""

from datetime import date
from typing import Literal
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field, JsonValue

from madoguchi.ui.web.api_shapes import Moment

Words = dict[str, str]
Language = Literal["ja", "easy", "en", "zh-hans", "ko"]
VERSION = "定義のSHA-256。同じ値なら、同じ様式です。"


class ProcedureCard(Schema):
    """A procedure in the list."""

    id: str
    title: Words
    summary: Words
    category: str
    life_events: list[str]
    section: str
    version: str = Field(description=VERSION)
    opens: date | None
    closes: date | None


class ProcedureList(Schema):
    """The procedures in force that fit."""

    procedures: list[ProcedureCard]


class FeeShape(Schema):
    since: date
    yen: int
    per: str


class PaperShape(Schema):
    label: Words
    note: Words | None


class StepShape(Schema):
    title: Words
    text: Words | None


class ContactShape(Schema):
    name: str
    phone: str
    hours: str


class OptionShape(Schema):
    value: str
    label: Words


class QuestionShape(Schema):
    """A question in words. `required`: always, sometimes (a rule decides), soft (may follow later), no."""

    id: str
    kind: str
    label: Words
    help: Words | None
    required: Literal["always", "sometimes", "soft", "no"]
    sensitivity: Literal["plain", "personal", "special"]
    options: list[OptionShape]
    fields: list["QuestionShape"]


class PageShape(Schema):
    id: str
    title: Words
    questions: list[QuestionShape]


class ProcedureShape(ProcedureCard):
    """Everything public about one version of a procedure: in words, and as a JSON Schema of its answers."""

    number: int = Field(description="第何版か。")
    who: Words
    deadline: Words
    fee: Words
    fees: list[FeeShape]
    papers: list[PaperShape]
    result: Words
    time: Words
    steps: list[StepShape]
    channels: list[str]
    contact: ContactShape
    law: list[str]
    unverified: list[str] = Field(description="まだ担当課が確かめていない項目（要確認）。")
    minutes: int
    standard_days: int
    pages: list[PageShape]
    answers_schema: dict[str, JsonValue] = Field(description="この版の回答のJSON Schema（2020-12）。")


class VersionShape(Schema):
    version: str = Field(description=VERSION)
    number: int
    published_at: Moment
    in_force: bool


class VersionList(Schema):
    """Every version ever published, the latest first."""

    versions: list[VersionShape]


class Sent(Schema):
    model_config = ConfigDict(extra="forbid")


class AnswersSent(Sent):
    """Answers to be judged. Nothing is kept."""

    answers: dict[str, JsonValue] = Field(description="質問のidから回答へ。形は answers_schema のとおりです。")
    version: str = Field("", max_length=64, description="省くと、いま公開中の版で確かめます。")


class ApplicationSent(Sent):
    """An application."""

    procedure: str = Field(max_length=80, description="手続きのid。")
    answers: dict[str, JsonValue] = Field(description="質問のidから回答へ。形は answers_schema のとおりです。")
    version: str = Field("", max_length=64, description="書いたときの版。公開中の版と違えば受け取りません（409）。")
    language: Language = Field("ja", description="申請した方の言語。通知の案内に使います。")


class FindingShape(Schema):
    """A check that did not pass."""

    check: str
    level: Literal["block", "warn"]
    detail: str
    paths: list[str]


class ProblemAt(Schema):
    pointer: str
    path: str
    code: str
    detail: str


class PageName(Schema):
    id: str
    title: str


class JudgedShape(Schema):
    """What the rules say. `valid` means that it could be sent like this."""

    valid: bool
    version: str
    problems: list[ProblemAt]
    gaps: list[ProblemAt] = Field(description="あとから出してもよい回答（行政手続法7条）。")
    findings: list[FindingShape]
    derived: dict[str, JsonValue] = Field(description="回答から計算した値。")
    pages: list[PageName] = Field(description="この回答で表示されるページ。")
    ignored: list[str] = Field(description="この回答では聞かれないため、数えなかった質問。")


class ReceivedShape(Schema):
    """The receipt."""

    number: str = Field(description="受付番号。")
    access_code: str = Field(description="確認コード。受付番号と合わせて状況を見る鍵です。")
    procedure: str
    version: str = Field(description=VERSION)
    received_at: Moment
    due_on: date
    receipt: dict[str, JsonValue] = Field(description="署名つきの受付票。")


class UploadShape(Schema):
    """A document that was kept."""

    id: UUID = Field(description='書類の質問の回答に {"id": …} として入れます。')
    name: str
    size: int
    type: str


class NoticeShape(Schema):
    number: str = Field(description="文書番号。")
    title: str
    issued_on: date


class MendShape(Schema):
    """What the office asked to be mended."""

    reasons: list[str]
    words: str
    fields: list[str]


class StatusShape(Schema):
    """Where an application stands."""

    number: str
    procedure: str
    title: str
    version: str
    state: str
    state_words: str
    received_at: Moment
    due_on: date | None
    days_left: int | None = Field(description="処理期限までの日数。審査していない間は null。")
    paused_days: int = Field(description="補正のために止まった日数。")
    decided_at: Moment | None
    correction: MendShape | None
    notices: list[NoticeShape]
    page: str = Field(description="続きを行うページ。")
