"""Days and moments as the reader's language writes them."""

from datetime import date, datetime

from django.template import Library
from django.utils.formats import date_format
from django.utils.translation import gettext as _

register = Library()


@register.filter
def day(value: date | None) -> str:
    """A day, as in 2026年11月10日."""
    return date_format(value, _("Y年n月j日")) if value else ""


@register.filter(expects_localtime=True)
def moment(value: datetime | None) -> str:
    """A day and the time of day, as in 2026年11月10日 10時00分."""
    return date_format(value, _("Y年n月j日 H時i分")) if value else ""
