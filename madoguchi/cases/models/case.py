"""What is kept of a case: its fields, and what the database itself refuses."""

from collections.abc import Iterable
from typing import ClassVar

import msgspec
from django.db import models
from django.db.models import CheckConstraint, Index, Q, UniqueConstraint

from madoguchi.accounts.models import Officer
from madoguchi.cases import access
from madoguchi.cases.grounds import Correction, Decision
from madoguchi.cases.models.probe import Probe
from madoguchi.cases.states import DECIDED, FINAL, FREES_THE_KEY, LABEL, State
from madoguchi.kernel.actors import Actor, ActorKind
from madoguchi.kernel.ids import uuid7


def _values(states: Iterable[State]) -> list[str]:
    """States as they are kept, in one order, so that migrations stay the same."""
    return sorted(state.value for state in states)


STATES = [(state.value, LABEL[state]) for state in State]


class Channel(models.TextChoices):
    """By which way an application came in."""

    WEB = "web", "オンライン"
    COUNTER = "counter", "窓口"
    PAPER = "paper", "郵送"
    API = "api", "連携"
    PHONE = "phone", "電話"


class FullReview(models.TextChoices):
    """Why a person must look at a case that passed every check, and what came of it."""

    NONE = "", "なし"
    DRAWN = "drawn", "抽出確認"
    AGREED = "agreed", "抽出確認：一致"
    MISSED = "missed", "抽出確認：見落とし"
    PULLED = "pulled", "個別審査"


class GenuineCases(models.Manager["Case"]):
    """Applications that people really sent. Whoever counts, hands over or shows to residents never meets a probe."""

    def get_queryset(self) -> models.QuerySet["Case"]:
        return super().get_queryset().filter(probe__isnull=True)


class Case(models.Model):
    """One application, from receipt to decision. It keeps the version of the definition it was made under."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.CharField("受付番号", max_length=60, unique=True)
    procedure = models.CharField(max_length=80)
    version = models.CharField(max_length=64)
    title = models.CharField("手続き", max_length=200)
    section = models.CharField("担当課", max_length=80)
    channel = models.CharField("受付方法", max_length=10, choices=Channel.choices)
    language = models.CharField(max_length=10, default="ja")
    state = models.CharField("状態", max_length=20, choices=STATES, default=State.RECEIVED.value)
    # How many acts have changed the case: an act says what it saw, so that two officers do not overwrite each other.
    changes = models.PositiveIntegerField(default=0)
    answers = models.JSONField()
    # When these answers arrived: the day on which rules that ask for today were read.
    answered_at = models.DateTimeField()
    findings = models.JSONField(default=list)
    to_look_at = models.PositiveSmallIntegerField("確認事項", default=0)
    applicant_name = models.TextField("申請者")
    applicant_kana = models.TextField("申請者（カナ）", blank=True)
    unique_key = models.CharField(max_length=64, blank=True)
    idempotency_key = models.CharField(max_length=100, unique=True)
    account_id = models.CharField(max_length=64, blank=True)
    draft = models.CharField(max_length=64, blank=True)
    received_at = models.DateTimeField("受付日時")
    due_on = models.DateField("処理期限")
    paused_days = models.PositiveSmallIntegerField("補正で止まった日数", default=0)
    returned_at = models.DateTimeField("補正を求めた日時", null=True, blank=True)
    correction = models.JSONField(null=True, blank=True)
    # Once the applicant has seen what is asked, the office cannot take it back unseen any more.
    correction_opened_at = models.DateTimeField("補正の依頼を開いた日時", null=True, blank=True)
    # Set while a correction that arrived waits to be looked at: the list says so.
    corrected_at = models.DateTimeField("補正が届いた日時", null=True, blank=True)
    assigned_to = models.ForeignKey(
        Officer, verbose_name="担当者", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField("終わった日時", null=True, blank=True)
    decision = models.JSONField(null=True, blank=True)
    # Since when it waits, clean, to be decided together with others; empty as soon as a person must look at it.
    clean_since = models.DateTimeField("まとめて待つ日時", null=True, blank=True)
    full_review = models.CharField("個別の確認", max_length=10, choices=FullReview.choices, blank=True, default="")
    full_review_words = models.TextField("個別に確認する理由", blank=True)
    # How many doubts about these answers an officer has confirmed.
    found_wrong = models.PositiveSmallIntegerField("確かに誤りとした数", default=0)
    # How many doubts about these answers an officer has said anything of.
    settled = models.PositiveSmallIntegerField("判断を付けた確認事項", default=0)
    # The decision waits for money (payments says so for certain); until then it waits with nobody's clean ones.
    unpaid = models.BooleanField("未納", default=False)
    probe = models.OneToOneField(Probe, null=True, blank=True, on_delete=models.PROTECT, related_name="case")

    objects: ClassVar[GenuineCases] = GenuineCases()
    with_probes: ClassVar[models.Manager["Case"]] = models.Manager()

    class Meta:
        constraints = (
            CheckConstraint(
                name="case_state_known",
                condition=Q(state__in=_values(State)),
                violation_error_message="申請の状態が正しくありません。",
            ),
            CheckConstraint(
                name="case_ended_iff_final",
                condition=Q(state__in=_values(FINAL), decided_at__isnull=False)
                | (~Q(state__in=_values(FINAL)) & Q(decided_at__isnull=True)),
                violation_error_message="終わった日時は、決定または取下げをした申請にだけ記録できます。",
            ),
            CheckConstraint(
                name="case_decision_iff_decided",
                condition=Q(state__in=_values(DECIDED), decision__isnull=False)
                | (~Q(state__in=_values(DECIDED)) & Q(decision__isnull=True)),
                violation_error_message="決定の内容は、承認または却下をした申請にだけ記録できます。",
            ),
            CheckConstraint(
                name="case_returned_iff_waiting",
                condition=Q(state=State.RETURNED.value, returned_at__isnull=False, correction__isnull=False)
                | (~Q(state=State.RETURNED.value) & Q(returned_at__isnull=True)),
                violation_error_message="補正待ちの申請にだけ、補正を求めた日時と理由を記録します。",
            ),
            CheckConstraint(
                name="case_clean_waits_unseen",
                condition=Q(clean_since__isnull=True)
                | Q(state=State.RECEIVED.value, to_look_at=0, full_review="", probe__isnull=True),
                violation_error_message="まとめて待つのは、すべての確認に適合し、だれも審査していない申請だけです。",
            ),
            UniqueConstraint(
                name="case_once",
                fields=("unique_key",),
                condition=~Q(unique_key="") & ~Q(state__in=_values(FREES_THE_KEY)),
                violation_error_message="同じ内容の申請が、すでに受け付けられています。",
            ),
        )
        indexes: ClassVar = [
            # decided_at says open or ended (see the constraint), and both databases can use a condition on it.
            # The order of the queue first; the rest lets tabs be counted and narrowed without reading the cases.
            Index(
                name="case_open",
                fields=("section", "due_on", "id", "state", "assigned_to", "procedure"),
                condition=Q(decided_at__isnull=True),
            ),
            # Null or not is a condition both databases can use: what waits together, and what a person must look at.
            Index(
                name="case_clean",
                fields=("section", "procedure", "clean_since", "id"),
                condition=Q(clean_since__isnull=False),
            ),
            Index(
                name="case_exceptions",
                fields=("section", "due_on", "id"),
                condition=Q(decided_at__isnull=True, clean_since__isnull=True, returned_at__isnull=True),
            ),
            # One state, one procedure or one officer's among a hundred thousand: counted and listed without the others.
            Index(
                name="case_open_state",
                fields=("section", "state", "due_on", "id"),
                condition=Q(decided_at__isnull=True),
            ),
            Index(
                name="case_open_procedure",
                fields=("section", "procedure", "due_on", "id"),
                condition=Q(decided_at__isnull=True),
            ),
            Index(
                name="case_open_officer",
                fields=("assigned_to", "due_on", "id"),
                condition=Q(decided_at__isnull=True, assigned_to__isnull=False),
            ),
            # How the rules do is read from a version's latest applications, and from the latest decided.
            Index(name="case_of_version", fields=("procedure", "version", "-received_at")),
            Index(name="case_decided", fields=("procedure", "-decided_at"), condition=Q(decided_at__isnull=False)),
            Index(name="case_arrived", fields=("procedure", "received_at")),
            Index(name="case_ended", fields=("section", "-decided_at", "-id"), condition=Q(decided_at__isnull=False)),
            Index(name="case_account", fields=("account_id", "-received_at"), condition=~Q(account_id="")),
            Index(name="case_kana", fields=("applicant_kana",), opclasses=("text_pattern_ops",)),
            Index(name="case_name", fields=("applicant_name",), opclasses=("text_pattern_ops",)),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def subject(self) -> str:
        """How the journal, the cabinet and the notices name the case."""
        return f"case/{self.pk}"

    @property
    def stands(self) -> State:
        """The state as a member of the table."""
        return State(self.state)

    @property
    def is_final(self) -> bool:
        return self.stands in FINAL

    @property
    def unsettled(self) -> int:
        """How many findings about these answers nobody has said anything of."""
        return max(0, self.to_look_at - self.settled)

    @property
    def applicant(self) -> Actor:
        """The one who applied, as who acts: by log-in, or holding the receipt's number and code."""
        return Actor(kind=ActorKind.RESIDENT, id=self.account_id or self.subject, name=self.applicant_name)

    @property
    def correction_asked(self) -> Correction | None:
        """What the resident was last asked to mend."""
        return None if self.correction is None else msgspec.convert(self.correction, Correction)

    @property
    def decided(self) -> Decision | None:
        """The decision with its grounds."""
        return None if self.decision is None else msgspec.convert(self.decision, Decision)

    def access_code(self) -> str:
        """The code on the receipt; with the number it opens the case without log-in."""
        return access.code_of(self.pk)


class Revision(models.Model):
    """The answers as they were sent: the application itself is number 1, each correction one more with what was asked."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    answers = models.JSONField()
    # Who entered each answer, by its path (cases.authorship).
    authors = models.JSONField(default=dict)
    asked = models.JSONField(null=True, blank=True)
    # Why an officer entered it for the applicant; empty where the applicant sent it.
    reason = models.TextField("職員が入力した理由", blank=True)
    by_kind = models.CharField(max_length=10)
    by_name = models.TextField()
    by_section = models.CharField(max_length=80, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints = (
            UniqueConstraint(
                name="revision_once",
                fields=("case", "number"),
                violation_error_message="この版の回答は、すでに記録されています。",
            ),
        )

    def __str__(self) -> str:
        return f"{self.case_id} #{self.number}"


class NumberSequence(models.Model):
    """The last number given in a section's fiscal year."""

    section = models.CharField(max_length=80)
    fiscal_year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = (
            UniqueConstraint(
                fields=("section", "fiscal_year"),
                name="number_sequence_once",
                violation_error_message="課と年度ごとに、採番は一つです。",
            ),
        )

    def __str__(self) -> str:
        return f"{self.section} {self.fiscal_year}: {self.last}"
