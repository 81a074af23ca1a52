"""Fees at the counter: who owes one comes and pays, some are let off, and every till is counted in the evening.

A card is paid on the card company's page, which a play without a network cannot open.
"""

from collections.abc import Iterator
from datetime import date, datetime

from madoguchi.cases.deadlines import day_of
from madoguchi.config.demo_life.chance import Chance
from madoguchi.config.demo_life.desks import Desks
from madoguchi.kernel import clock
from madoguchi.payments import commands as payments
from madoguchi.payments import queries
from madoguchi.payments.models import Payment, Way

# After how many days they come; -1 is never.
COMES_AFTER = {0: 30, 1: 30, 2: 15, 3: 8, 5: 6, 8: 5, -1: 6}
MACHINE, LET_OFF, TILL_DIFFERS = 0.45, 0.02, 0.01
WHY = "生活保護を受けていることを確かめたため、免除します。"
FOUND = "釣り銭の渡し間違い。翌日、本人に確かめます。"


def who_comes(desks: Desks, seed: int, day: date) -> Iterator[tuple[datetime, Payment]]:
    """When on this day who comes to the counter to pay."""
    for section in desks.sections:
        for payment in sorted(queries.open_of(section), key=lambda one: one.reference):
            chance = Chance(seed, "pays", payment.reference)
            days = chance.weighed(COMES_AFTER)
            moment = chance.moment_at_counter(day)
            late_enough = days >= 0 and (day - day_of(payment.asked_at)).days >= days
            if late_enough and "counter" in payment.ways and moment > payment.asked_at:
                yield moment, payment


def pays(payment: Payment, desks: Desks, seed: int) -> None:
    """By cash or by a ticket of the machine; a few need not pay."""
    payment.refresh_from_db()
    if not payment.is_open:
        return
    chance = Chance(seed, "paid", payment.reference)
    if chance.happens(LET_OFF):
        payments.waive(payment=payment, reason=WHY, by=desks.decider(payment.section), at=clock.now())
        return
    way = Way.MACHINE if chance.happens(MACHINE) else Way.CASH
    number = f"{'K' if way == Way.MACHINE else 'R'}{chance.between(1, 99_999):05}"
    payments.take_at_counter(
        payment=payment,
        way=way.value,
        number=number,
        yen=payment.due_yen,
        by=desks.reviewer(payment.section),
        at=clock.now(),
    )


def closes_the_till(section: str, desks: Desks, seed: int, day: date) -> None:
    """What was counted in the evening; a difference has its reason."""
    for way in (Way.CASH.value, Way.MACHINE.value):
        taken, recorded = queries.recorded(section, day, way)
        if not taken or queries.is_closed(section, day, way):
            continue
        differs = Chance(seed, "till", section, day, way).happens(TILL_DIFFERS)
        payments.close_day(
            section=section,
            day=day,
            way=way,
            counted_yen=max(0, recorded - 100) if differs else recorded,
            words=FOUND if differs else "",
            by=desks.reviewer(section),
            at=clock.now(),
        )
