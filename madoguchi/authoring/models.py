"""What is kept of a proposal, of who had a hand in it, and of what it would change for whom."""

from collections.abc import Iterable

from django.db import models
from django.db.models import CheckConstraint, F, Index, Q, UniqueConstraint

from madoguchi.authoring.states import EDITABLE, FINAL, LABEL, State
from madoguchi.cases.models import Case
from madoguchi.definitions.compiled import Compiled, revive
from madoguchi.kernel.ids import uuid7


def _values(states: Iterable[State]) -> list[str]:
    return sorted(state.value for state in states)


class Proposal(models.Model):
    """A definition being changed: the whole canonical document, and the version it is meant to follow.

    The document is text, not a JSON column: the order of the author's questions is part of it. It always compiles;
    what does not is shown to its author again and never kept. `changes` counts the acts, so that two people do not
    overwrite each other.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    procedure = models.CharField("手続き", max_length=80)
    section = models.CharField("担当課", max_length=80)
    title = models.CharField("変更案の名前", max_length=100)
    why = models.TextField("変更の理由", blank=True)
    base = models.CharField("もとの版", max_length=64, blank=True)
    document = models.TextField("定義")
    version = models.CharField("版", max_length=64)
    notes = models.JSONField("取り込めなかったもの", default=list)
    state = models.CharField(
        "状態", max_length=20, default=State.DRAFT.value, choices=[(s.value, LABEL[s]) for s in State]
    )
    changes = models.PositiveIntegerField(default=0)
    author = models.CharField(max_length=64)
    author_name = models.CharField("作成者", max_length=200)
    created_at = models.DateTimeField("作成日時")
    changed_at = models.DateTimeField("更新日時")
    returned_because = models.TextField("差戻しの理由", blank=True)
    approved_by = models.CharField(max_length=64, blank=True)
    approved_name = models.CharField("承認者", max_length=200, blank=True)
    ended_at = models.DateTimeField("終わった日時", null=True, blank=True)

    class Meta:
        constraints = (
            CheckConstraint(
                name="proposal_state_known",
                condition=Q(state__in=_values(State)),
                violation_error_message="変更案の状態が正しくありません。",
            ),
            CheckConstraint(
                name="proposal_ended_iff_final",
                condition=Q(state__in=_values(FINAL), ended_at__isnull=False)
                | (~Q(state__in=_values(FINAL)) & Q(ended_at__isnull=True)),
                violation_error_message="終わった日時は、公開または取りやめた変更案にだけ記録できます。",
            ),
            CheckConstraint(
                name="proposal_published_by_another",
                condition=~Q(state=State.PUBLISHED.value) | (~Q(approved_by="") & ~Q(approved_by=F("author"))),
                violation_error_message="変更案を承認できるのは、作成者とは別の人です。",
            ),
        )
        indexes = (Index(name="proposal_open", fields=("section", "-changed_at"), condition=Q(ended_at__isnull=True)),)

    def __str__(self) -> str:
        return f"{self.procedure}：{self.title}"

    @property
    def subject(self) -> str:
        """How the journal names it."""
        return f"proposal/{self.pk}"

    @property
    def stands(self) -> State:
        """The state as a member of the table."""
        return State(self.state)

    @property
    def is_editable(self) -> bool:
        return self.stands in EDITABLE

    @property
    def compiled(self) -> Compiled:
        """The definition as it would be in force."""
        return revive(self.document.encode())


class Edit(models.Model):
    """Somebody changed a part of a proposal. Who has edited it may not approve it."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="edits")
    by = models.CharField(max_length=64)
    by_name = models.CharField("変更した人", max_length=200)
    what = models.CharField("変更したところ", max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.by_name} {self.what}"


class DryRun(models.Model):
    """Past cases replayed through a proposal's version, in portions: what a dead worker began, another goes on with.

    `base` and `version` are what was compared. `totals` counts by kind of change, `drafts` what happens to open drafts.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="dry_runs")
    base = models.CharField(max_length=64, blank=True)
    version = models.CharField(max_length=64)
    since = models.DateTimeField("いつから")
    until = models.DateTimeField("いつまで")
    total = models.PositiveIntegerField("対象の申請")
    done = models.PositiveIntegerField("再計算した申請", default=0)
    changed = models.PositiveIntegerField("変わる申請", default=0)
    slight = models.PositiveIntegerField("途中の値だけが変わる申請", default=0)
    totals = models.JSONField(default=dict)
    drafts = models.JSONField(default=dict)
    reached = models.UUIDField(null=True, blank=True)
    asked_name = models.CharField("試した人", max_length=200)
    asked_at = models.DateTimeField("開始")
    finished_at = models.DateTimeField("終了", null=True, blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            CheckConstraint(
                name="dry_run_changed_within_done",
                condition=Q(changed__lte=F("done") - F("slight")),
                violation_error_message="変わる申請が、再計算した申請より多くなっています。",
            ),
        )

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.done}/{self.total}"

    @property
    def is_finished(self) -> bool:
        return self.finished_at is not None


class Touched(models.Model):
    """One past case for which something would come out otherwise: each change with how it was and how it would be.

    `slight` where nothing but a value on the way to others differs: counted apart, and listed apart.
    """

    dry_run = models.ForeignKey(DryRun, on_delete=models.CASCADE, related_name="touched")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    changes = models.JSONField()
    slight = models.BooleanField(default=False)

    class Meta:
        ordering = ("case_id",)
        constraints = (
            UniqueConstraint(
                name="touched_once",
                fields=("dry_run", "case"),
                violation_error_message="同じ申請が2回数えられています。",
            ),
        )

    def __str__(self) -> str:
        return f"{self.dry_run_id} {self.case_id}"
