"""A verdict of the register as a finding: yes passes, no fails, and what nobody can tell is no finding at all.

UNKNOWN is shown at the desk (照合) and makes no case an exception: a person the register cannot tell about, a name in
外字, or a night without an extract is nothing an officer could mend by looking (ADR 0014).
"""

from madoguchi.definitions import reconciling
from madoguchi.definitions.check import Finding, Outcome
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.journey import Journey
from madoguchi.registers.claims import Answer, Verdict

OUTCOME = {Verdict.YES: Outcome.PASS, Verdict.NO: Outcome.FAIL}


def findings_of(compiled: Compiled, journey: Journey, answer: Answer) -> list[Finding]:
    """The findings of one comparison, in the order of the definition."""
    told = {aspect.value: OUTCOME[verdict] for aspect, verdict in answer.verdicts.items() if verdict in OUTCOME}
    return list(reconciling.findings(compiled.procedure, journey, told))
