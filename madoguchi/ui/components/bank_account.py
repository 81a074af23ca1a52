"""A bank account: bank and branch by name or number, as they stand in the passbook."""

from collections.abc import Mapping

from django.template import Library

register = Library()


@register.inclusion_tag("components/bank_account_input.html")
def bank_account_input(
    id: str,  # noqa: A002
    name: str,
    value: Mapping[str, object] | None = None,
    error: object = False,
) -> dict[str, object]:
    """`name.bank`, `.branch`, `.type`, `.number`, `.holder`. Stands inside a field of a group."""
    return {"id": id, "name": name, "value": value or {}, "error": error}
