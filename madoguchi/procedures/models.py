"""What is kept while people fill in, and the receipt they leave with."""

from django.db import models

from madoguchi.accounts.models import ApiClient
from madoguchi.cases.models import Channel
from madoguchi.kernel.ids import uuid7
from madoguchi.procedures.bundle_models import Bundle as Bundle
from madoguchi.procedures.bundle_models import BundleDraft as BundleDraft
from madoguchi.procedures.figure_models import FigureDay as FigureDay
from madoguchi.procedures.figure_models import FigureMonth as FigureMonth
from madoguchi.procedures.figure_models import FillingStep as FillingStep
from madoguchi.procedures.paper_models import PaperApplication as PaperApplication
from madoguchi.procedures.paper_models import Scan as Scan
from madoguchi.procedures.paper_models import ScannedPage as ScannedPage


class Draft(models.Model):
    """An application being filled in: one row, saved page by page, without log-in.

    `answers` are those read and found right, by field id; `unfinished` is what was typed on a page and is not right yet,
    by page id, so that a reload loses nothing. `sources` says where an answer came from if not from the resident's hand.
    `corrects` is the case whose answers are being mended (補正), `follows` the one whose receipt offered this procedure.
    `authors` says who entered each answer, by its path (cases.authorship). While an officer goes on with it at the counter or on the telephone, `counter_id` is that
    officer's account, and `channel` says by which of the two.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    procedure = models.CharField("手続き", max_length=80)
    version = models.CharField("版", max_length=64)
    language = models.CharField(max_length=10, default="ja")
    answers = models.JSONField(default=dict)
    unfinished = models.JSONField(default=dict)
    # How often each page was sent: what is saved while typing says which sending it follows, so that a late one is known.
    rounds = models.JSONField(default=dict)
    sources = models.JSONField(default=dict)
    authors = models.JSONField(default=dict)
    heeded = models.JSONField(default=list)
    new_questions = models.JSONField(default=list)
    left_behind = models.JSONField(default=dict)
    secret_digest = models.CharField(max_length=64)
    resume_digest = models.CharField(max_length=64, unique=True)
    account_id = models.CharField(max_length=64, blank=True)
    channel = models.CharField("受付方法", max_length=10, choices=Channel.choices, default=Channel.WEB.value)
    counter_id = models.CharField(max_length=64, blank=True)
    counter_name = models.TextField("窓口の職員", blank=True)
    counter_section = models.CharField("窓口の課", max_length=80, blank=True)
    counter_since = models.DateTimeField("窓口に引き継いだ日時", null=True, blank=True)
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    # How long somebody really worked on it, pauses left out; and after how many seconds each page was right at first.
    active_seconds = models.PositiveIntegerField(default=0)
    trail = models.JSONField(default=dict)
    corrects = models.UUIDField(null=True, blank=True)
    follows = models.UUIDField(null=True, blank=True)
    sent_as = models.UUIDField(null=True, blank=True)
    # The last walk with these answers (procedures.walking), for as long as this object lives.
    walked: object = None

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["corrects"],
                name="draft_correction_once",
                condition=models.Q(corrects__isnull=False, sent_as=None),
                violation_error_message="この申請は、すでに直し始めています。",
            ),
            models.UniqueConstraint(
                fields=["follows", "procedure"],
                name="draft_follows_once",
                condition=models.Q(follows__isnull=False),
                violation_error_message="この手続きは、すでに続けて始めています。",
            ),
        ]
        indexes = [
            models.Index(fields=["saved_at"], name="draft_saved", condition=models.Q(sent_as=None)),
            models.Index(fields=["account_id", "-saved_at"], name="draft_account", condition=~models.Q(account_id="")),
            models.Index(
                fields=["counter_section", "-saved_at"],
                name="draft_counter",
                condition=models.Q(sent_as=None) & ~models.Q(counter_section=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure} {self.pk}"

    @property
    def subject(self) -> str:
        """The name of the draft in the journal and the cabinet."""
        return f"draft/{self.pk}"

    def round_of(self, page: str) -> int:
        """How often this page was sent."""
        return int(self.rounds.get(page, 0))

    def count_round(self, page: str) -> None:
        """The page was sent once more."""
        self.rounds = {**self.rounds, page: self.round_of(page) + 1}

    @property
    def is_at_counter(self) -> bool:
        """Whether an officer goes on with it now."""
        return bool(self.counter_id) and self.sent_as is None


class HandOver(models.Model):
    """A draft offered to the counter by six digits, or to the resident's own device by a QR code: once, for a while.

    Neither the digits nor the address are kept: both are derived from the id, and `digest` is how they are found.
    """

    class To(models.TextChoices):
        COUNTER = "counter", "窓口へ"
        DEVICE = "device", "ご本人の端末へ"

    class End(models.TextChoices):
        USED = "used", "使用済み"
        REPLACED = "replaced", "新しい番号を発行"
        WITHDRAWN = "withdrawn", "取消し"
        BLOCKED = "blocked", "入力誤りが多いため無効"
        EXPIRED = "expired", "期限切れ"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="hand_overs")
    to = models.CharField(max_length=10, choices=To.choices)
    digest = models.CharField(max_length=64)
    offered_at = models.DateTimeField()
    valid_until = models.DateTimeField("有効期限")
    wrong_tries = models.PositiveSmallIntegerField("番号の入力誤り", default=0)
    ended_at = models.DateTimeField(null=True, blank=True)
    end = models.CharField(max_length=10, choices=End.choices, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["digest"],
                name="hand_over_digits_once",
                condition=models.Q(ended_at=None),
                violation_error_message="この番号は、ほかの方が使っています。",
            ),
            models.UniqueConstraint(
                fields=["draft", "to"],
                name="hand_over_once",
                condition=models.Q(ended_at=None),
                violation_error_message="使える番号は、一つの申請に一つです。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.draft_id} {self.to}"


class Confirmation(models.Model):
    """The applicant is asked to confirm what an officer has filled in: on a second screen, or read aloud.

    `answers_digest` says which answers were confirmed: one that is changed afterwards is not what the person has seen.
    `digits_digest` opens the screen once; the address by which it goes on is derived from the id.
    """

    class How(models.TextChoices):
        SCREEN = "screen", "画面で確認"
        ORAL = "oral", "読み上げて口頭で確認"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="confirmations")
    answers_digest = models.CharField(max_length=64)
    digits_digest = models.CharField(max_length=64)
    address_digest = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField()
    valid_until = models.DateTimeField("有効期限")
    opened_at = models.DateTimeField("確認画面を開いた日時", null=True, blank=True)
    confirmed_at = models.DateTimeField("確認した日時", null=True, blank=True)
    how = models.CharField(max_length=10, choices=How.choices, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["draft"],
                name="confirmation_once",
                condition=models.Q(ended_at=None),
                violation_error_message="この申請の確認は、すでにお願いしています。",
            ),
            models.UniqueConstraint(
                fields=["digits_digest"],
                name="confirmation_digits_once",
                condition=models.Q(ended_at=None, opened_at=None),
                violation_error_message="この番号は、ほかの方が使っています。",
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_at=None, how="")
                | (models.Q(confirmed_at__isnull=False) & ~models.Q(how="")),
                name="confirmation_says_how",
                violation_error_message="どのように確認したかを記録します。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.draft_id} {self.how or '確認待ち'}"


class Receipt(models.Model):
    """What was handed out when an application arrived: the signed document, byte for byte, for ever."""

    case = models.UUIDField(primary_key=True)
    number = models.CharField("受付番号", max_length=60, unique=True)
    document = models.TextField("受付票")
    issued_at = models.DateTimeField("受付日時")

    def __str__(self) -> str:
        return self.number


class MailedSheet(models.Model):
    """A sheet the ward has mailed: its 照会番号 (kept as a digest) and what is known of the household it went to."""

    procedure = models.CharField("手続き", max_length=80)
    number_digest = models.CharField(max_length=64)
    household_digest = models.CharField(max_length=64, blank=True, default="")
    answers = models.JSONField(default=dict)
    mailed_on = models.DateField("発送日")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["procedure", "number_digest"],
                name="mailed_sheet_once",
                violation_error_message="同じ照会番号の用紙が、すでに登録されています。",
            ),
            models.UniqueConstraint(
                fields=["procedure", "household_digest"],
                condition=~models.Q(household_digest=""),
                name="mailed_sheet_of_household_once",
                violation_error_message="この世帯の用紙には、すでに番号が付いています。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure} {self.mailed_on}"


class Submission(models.Model):
    """An application that a program sent: under its `Idempotency-Key` it is sent once, however often it is repeated."""

    client = models.ForeignKey(ApiClient, on_delete=models.PROTECT, related_name="+", verbose_name="連携システム")
    key_digest = models.CharField(max_length=64)
    body_digest = models.CharField(max_length=64)
    case = models.UUIDField(null=True)
    sent_at = models.DateTimeField("送信日時")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["client", "key_digest"],
                name="submission_once",
                violation_error_message="同じIdempotency-Keyの送信が、すでにあります。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.client_id} {self.case}"
