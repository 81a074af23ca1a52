"""What figures are made from: steps of filling in, without the person, and the counts of a day and of a month."""

from django.db import models


class FillingStep(models.Model):
    """One step on somebody's way through a form: where, on which day, after how many seconds. Nobody's name, nothing
    that leads to a draft, no hour: rows are only ever added, and counted at night (ADR 0020).
    """

    class Kind(models.TextChoices):
        STARTED = "started", "開始"
        ENTERED = "entered", "ページに到達"
        LEFT = "left", "ページを完了"
        STUMBLED = "stumbled", "直しが必要"
        SENT = "sent", "送信"
        DUPLICATE = "duplicate", "重複を止めた"

    kind = models.CharField(max_length=10, choices=Kind.choices)
    procedure = models.CharField("手続き", max_length=80)
    version = models.CharField("版", max_length=64)
    channel = models.CharField("受付方法", max_length=10)
    page = models.CharField("ページ", max_length=80, blank=True)
    day = models.DateField("日")
    seconds = models.PositiveIntegerField("かかった秒数", default=0)

    class Meta:
        indexes = [models.Index(fields=["day"], name="filling_step_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.procedure} {self.kind} {self.page}"


class FigureDay(models.Model):
    """All counts of one procedure, version and channel on one day; counting the day again replaces it."""

    procedure = models.CharField("手続き", max_length=80)
    version = models.CharField("版", max_length=64)
    channel = models.CharField("受付方法", max_length=10)
    day = models.DateField("日")
    tally = models.JSONField("件数")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["day", "procedure", "version", "channel"],
                name="figure_day_once",
                violation_error_message="この日の件数は、すでに数えています。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.procedure} {self.channel}"


class FigureMonth(models.Model):
    """The days of a month together, which is all that a page reads."""

    procedure = models.CharField("手続き", max_length=80)
    version = models.CharField("版", max_length=64)
    channel = models.CharField("受付方法", max_length=10)
    month = models.DateField("月の初日")
    tally = models.JSONField("件数")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["month", "procedure", "version", "channel"],
                name="figure_month_once",
                violation_error_message="この月の件数は、すでに数えています。",
            ),
        ]
        indexes = [models.Index(fields=["procedure", "month"], name="figure_month_of")]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.procedure} {self.channel}"
