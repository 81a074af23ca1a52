"""An answer of よくある質問 as officers change it: the change on its way, and the editions that were published."""

from typing import ClassVar

import msgspec
from django.db import models
from django.db.models import CheckConstraint, Index, Q, UniqueConstraint

from madoguchi.assistant.lives import CHANGE_ENDED, CHANGE_LABEL, ChangeState
from madoguchi.definitions.faq import FaqEntry


class AnswerChange(models.Model):
    """A change that one officer writes and another approves. `document` is the whole entry as it would be."""

    answer = models.CharField("答えのid", max_length=120)
    section = models.CharField("担当課", max_length=60)
    document = models.JSONField("答えの内容")
    state = models.CharField(
        "状態",
        max_length=10,
        default=ChangeState.DRAFT.value,
        choices=[(one.value, CHANGE_LABEL[one]) for one in ChangeState],
    )
    author = models.CharField("作成した職員", max_length=64)
    author_name = models.CharField("作成した職員の名前", max_length=200)
    # Whoever had a hand in it does not approve it.
    touched_by = models.JSONField("編集した職員", default=list)
    changed_at = models.DateTimeField("変更日時")
    returned_because = models.CharField("差戻しの理由", max_length=500, blank=True)

    class Meta:
        default_permissions = ()
        ordering: ClassVar = ["-changed_at"]
        constraints = (
            CheckConstraint(
                name="answer_change_state_known",
                condition=Q(state__in=sorted(one.value for one in ChangeState)),
                violation_error_message="変更案の状態が正しくありません。",
            ),
            UniqueConstraint(
                name="answer_change_one_open",
                fields=("answer",),
                condition=~Q(state__in=sorted(one.value for one in CHANGE_ENDED)),
                violation_error_message="この答えの変更案は、すでに進んでいます。",
            ),
        )
        indexes: ClassVar = [Index(name="answer_change_section", fields=("section", "state"))]

    def __str__(self) -> str:
        return f"{self.answer} ({self.state})"

    @property
    def stands(self) -> ChangeState:
        """The state as a member of the table."""
        return ChangeState(self.state)

    @property
    def entry(self) -> FaqEntry:
        """The answer as it would be."""
        return msgspec.convert(self.document, FaqEntry)

    @property
    def subject(self) -> str:
        """Its name in the journal."""
        return f"answer/{self.answer}"


class AnswerEdition(models.Model):
    """A published wording of an answer; rows are added and never changed, and the last one speaks."""

    answer = models.CharField("答えのid", max_length=120)
    number = models.PositiveIntegerField("版")
    document = models.JSONField("答えの内容")
    published_at = models.DateTimeField("公開日時")
    published_by = models.CharField("承認した職員", max_length=64)
    proposed_by = models.CharField("作成した職員", max_length=64)

    class Meta:
        default_permissions = ()
        constraints = (
            UniqueConstraint(
                name="answer_edition_number_once",
                fields=("answer", "number"),
                violation_error_message="同じ版がすでにあります。",
            ),
            CheckConstraint(
                name="answer_edition_two_people",
                condition=~Q(published_by=models.F("proposed_by")),
                violation_error_message="作成した人は承認できません。",
            ),
        )

    def __str__(self) -> str:
        return f"{self.answer} 第{self.number}版"
