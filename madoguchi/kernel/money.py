"""Amounts of money as people read them."""


def yen(amount: int) -> str:
    """Whole yen only: the ward neither asks for nor pays fractions of one."""
    return f"{amount:,}円"
