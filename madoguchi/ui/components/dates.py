"""Days and moments as the reader's language writes them."""

from datetime import date, datetime

from django.template import Library
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from madoguchi.kernel import japanese_dates

register = Library()


@register.filter
def day(value: date | None) -> str:
    """A day, as in 2026年11月10日."""
    return date_format(value, _("Y年n月j日")) if value else ""


def day_and_era(value: date) -> str:
    """A day for people who count in either calendar; the Japanese era only where Japanese is read."""
    return japanese_dates.both(value) if (get_language() or "ja").startswith("ja") else day(value)


@register.filter(expects_localtime=True)
def moment(value: datetime | None) -> str:
    """A day and the time of day, as in 2026年11月10日 10時00分."""
    return date_format(value, _("Y年n月j日 H時i分")) if value else ""
