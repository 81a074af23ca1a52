"""What came in on paper: the file of the scanner, its pages, and the applications they belong to."""

from django.db import models

from madoguchi.kernel.ids import uuid7


class Scan(models.Model):
    """One file of the scanner, kept byte for byte; the same bytes come in once."""

    class State(models.TextChoices):
        WAITING = "waiting", "読み取り待ち"
        READ = "read", "読み取り済み"
        FAILED = "failed", "開けませんでした"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    sha256 = models.CharField("内容の値", max_length=64, unique=True)
    name = models.CharField("ファイル名", max_length=120)
    kind = models.CharField("種類", max_length=10)
    size = models.PositiveBigIntegerField("大きさ")
    taken_at = models.DateTimeField("取り込んだ日時")
    received_on = models.DateField("紙が届いた日")
    by_id = models.CharField(max_length=64, blank=True)
    by_name = models.TextField("取り込んだ職員", blank=True)
    section = models.CharField("取り込んだ課", max_length=80, blank=True)
    state = models.CharField("状態", max_length=10, choices=State.choices, default=State.WAITING.value)
    problem = models.TextField("開けなかった理由", blank=True)

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> str:
        """The name of the scan in the journal."""
        return f"scan/{self.pk}"


class PaperApplication(models.Model):
    """The pages of one printed form. It is entered into its draft beside the picture, under the same checks as all.

    `readings` is what was read at each place of the form: a hint, never an answer. `remarks` are for the officer.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    procedure = models.CharField("手続き", max_length=80)
    version = models.CharField("版", max_length=64)
    language = models.CharField(max_length=10)
    rows = models.PositiveSmallIntegerField()
    serial = models.CharField("用紙番号", max_length=16, blank=True)
    pages = models.PositiveSmallIntegerField("ページ数")
    # A form that was printed with what a draft held, and which answers those were.
    is_prefilled = models.BooleanField("印字された用紙", default=False)
    is_as_printed = models.BooleanField(default=False)
    draft = models.OneToOneField("procedures.Draft", on_delete=models.SET_NULL, null=True, related_name="paper")
    received_on = models.DateField("紙が届いた日")
    came_at = models.DateTimeField("取り込んだ日時")
    readings = models.JSONField(default=dict)
    remarks = models.JSONField(default=list)
    searchable = models.CharField("検索できるPDFの内容の値", max_length=64, blank=True)
    case = models.UUIDField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["serial"],
                name="paper_serial_once",
                condition=~models.Q(serial=""),
                violation_error_message="同じ用紙番号の申請が、すでにあります。",
            ),
        ]
        indexes = [models.Index(fields=["came_at"], name="paper_waiting", condition=models.Q(case=None))]

    def __str__(self) -> str:
        return f"{self.procedure} {self.serial}"

    @property
    def subject(self) -> str:
        """The name of the application in the journal, until it is a case."""
        return f"paper/{self.pk}"


class ScannedPage(models.Model):
    """One page. `reason` says why it belongs to no application; `settled` what an officer did with such a page."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    scan = models.ForeignKey(Scan, on_delete=models.PROTECT, related_name="pages")
    number = models.PositiveSmallIntegerField("何枚目")
    picture = models.CharField(max_length=64)
    is_straight = models.BooleanField(default=False)
    application = models.ForeignKey(PaperApplication, on_delete=models.PROTECT, null=True, related_name="scanned")
    of_form = models.PositiveSmallIntegerField("用紙の何ページ目", null=True)
    reason = models.TextField("読み取れない理由", blank=True)
    settled = models.CharField("扱い", max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scan", "number"],
                name="scanned_page_once",
                violation_error_message="同じページが、すでに取り込まれています。",
            ),
            models.UniqueConstraint(
                fields=["application", "of_form"],
                name="page_of_form_once",
                condition=models.Q(of_form__isnull=False),
                violation_error_message="用紙の同じページが、すでに取り込まれています。",
            ),
        ]
        indexes = [
            models.Index(fields=["scan"], name="page_not_read", condition=models.Q(application=None, settled="")),
        ]

    def __str__(self) -> str:
        return f"{self.scan_id} {self.number}"
