"""抽出確認: what the full review of a clean case found."""

from django.db import models
from django.db.models import CheckConstraint, Q

from madoguchi.cases.models.case import Case


class SampleReview(models.Model):
    """The result of one full review: the rules were right, or they overlooked something (`place` says what)."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="sample_review")
    agrees = models.BooleanField("一致")
    place = models.CharField("見落としのあった質問または確認", max_length=120, blank=True)
    words = models.TextField("見落としの内容", blank=True)
    by_id = models.CharField(max_length=80)
    by_name = models.CharField("確認した職員", max_length=200)
    at = models.DateTimeField("確認した日時")

    class Meta:
        constraints = (
            CheckConstraint(
                name="sample_miss_says_where",
                condition=Q(agrees=True, place="", words="") | (Q(agrees=False) & ~Q(place="") & ~Q(words="")),
                violation_error_message="見落としのときだけ、どこで何を見落としたかを記録します。",
            ),
        )

    def __str__(self) -> str:
        return f"{self.case_id} {'一致' if self.agrees else '見落とし'}"
