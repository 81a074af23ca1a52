"""The worker of the play: delivers what is due at the moment of the play, by the same outbox as the real one."""

from madoguchi.config import housekeeping
from madoguchi.gateways import outbox
from madoguchi.kernel import clock

PORTION = 100


def works() -> int:
    """Until nothing is due: letters, mails, decisions on many, jobs of the night."""
    done = 0
    while delivered := outbox.deliver_due(at=clock.now(), limit=PORTION):
        done += delivered
    return done


def keeps_house() -> None:
    """The jobs of the night, at the moment of the play."""
    housekeeping.put_for(clock.today())
    works()
