"""A notice: its letter, where it stands, and by what it is recognised once it is out. No foreign keys."""

from django.db import models
from django.db.models import Q

from madoguchi.kernel import ids
from madoguchi.notices import letters
from madoguchi.notices.letters import Letter
from madoguchi.notices.states import LABEL, State

_ISSUED = ~Q(pdf_sha256="") & ~Q(code_digest="") & Q(issued_at__isnull=False)
_NOT_ISSUED = Q(pdf_sha256="", code_digest="", issued_at__isnull=True)


class Notice(models.Model):
    """`subject` is what it is about (case/<id>); `account_id` and `section` are kept as values, for they are above.

    The letter is kept as its own JSON text, so that no database turns one code point of a name into another.
    `attempt` counts how often it was sent to be set; a worker that comes back late with an older one is not heard.
    """

    id = models.UUIDField("通知の識別子", primary_key=True, default=ids.uuid7, editable=False)
    number = models.CharField("文書番号", max_length=80)
    kind = models.CharField("種類", max_length=40)
    subject = models.CharField("対象", max_length=120)
    section = models.CharField("担当課", max_length=80, blank=True)
    account_id = models.CharField("利用者", max_length=80, blank=True)
    email = models.CharField("メールアドレス", max_length=320, blank=True)
    page_url = models.CharField("開くページ", max_length=500)
    title = models.CharField("件名", max_length=200)
    letter = models.TextField("文書の内容")
    state = models.CharField(
        "状態", max_length=12, choices=[(s.value, LABEL[s]) for s in State], default=State.PREPARING
    )
    attempt = models.PositiveSmallIntegerField("作成の回数", default=1)
    held_because = models.TextField("保留の理由", blank=True)
    code_digest = models.CharField("確認番号の照合値", max_length=64, blank=True)
    pdf_sha256 = models.CharField("PDFのSHA-256", max_length=64, blank=True)
    prepared_at = models.DateTimeField("作成日時")
    issued_at = models.DateTimeField("発行日時", null=True, blank=True)
    read_at = models.DateTimeField("閲覧日時", null=True, blank=True)

    class Meta:
        verbose_name = "通知書"
        default_permissions = ()
        ordering = ["-prepared_at", "-id"]
        indexes = [
            models.Index(fields=["subject", "-prepared_at"], name="notice_of_subject"),
            models.Index(fields=["account_id", "-prepared_at"], name="notice_of_account"),
            models.Index(fields=["section"], condition=Q(state=State.HELD), name="notice_held_in_section"),
        ]
        constraints = [
            models.CheckConstraint(
                name="notice_state_is_known",
                condition=Q(state__in=[state.value for state in State]),
                violation_error_message="通知書の状態は、作成中・発行済み・保留のいずれかです。",
            ),
            models.CheckConstraint(
                name="notice_issued_iff_pdf",
                condition=(Q(state=State.ISSUED) & _ISSUED) | (~Q(state=State.ISSUED) & _NOT_ISSUED),
                violation_error_message="発行日時・PDF・確認番号は、発行済みの通知書にだけ、そろって記録できます。",
            ),
            models.CheckConstraint(
                name="notice_held_iff_reason",
                condition=(Q(state=State.HELD) & ~Q(held_because="")) | (~Q(state=State.HELD) & Q(held_because="")),
                violation_error_message="保留の理由は、保留中の通知書にだけ、必ず記録します。",
            ),
            models.CheckConstraint(
                name="notice_read_only_if_issued",
                condition=Q(read_at__isnull=True) | Q(state=State.ISSUED),
                violation_error_message="閲覧日時は、発行済みの通知書にだけ記録できます。",
            ),
            models.UniqueConstraint(
                fields=["code_digest"],
                condition=~Q(code_digest=""),
                name="notice_code_once",
                violation_error_message="同じ確認番号の通知書がすでにあります。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def stands(self) -> State:
        return State(self.state)

    @property
    def state_label(self) -> str:
        return LABEL[self.stands]

    @property
    def content(self) -> Letter:
        return letters.from_json(self.letter)

    @property
    def is_issued(self) -> bool:
        return self.stands is State.ISSUED

    @property
    def is_held(self) -> bool:
        return self.stands is State.HELD

    @property
    def is_unread(self) -> bool:
        return self.is_issued and self.read_at is None
