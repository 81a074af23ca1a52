"""What is kept of cases: one module for each subject."""

from madoguchi.cases.models.batch import Batch, BatchItem, BatchKind, ItemState
from madoguchi.cases.models.case import Case, Channel, FullReview, NumberSequence, Revision
from madoguchi.cases.models.doubt import Doubt, Verdict
from madoguchi.cases.models.probe import Defect, Probe, ProbeOutcome
from madoguchi.cases.models.sample import SampleReview

__all__ = [
    "Batch",
    "BatchItem",
    "BatchKind",
    "Case",
    "Channel",
    "Defect",
    "Doubt",
    "FullReview",
    "ItemState",
    "NumberSequence",
    "Probe",
    "ProbeOutcome",
    "Revision",
    "SampleReview",
    "Verdict",
]
