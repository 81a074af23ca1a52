"""Which mail domain was meant where one letter of a usual one is wrong: gmial.com, docomo.ne.jo."""

# What most people of a ward have (from memory, to be confirmed with the addresses that bounce). A domain of somebody's
# own, or of another provider one letter away (ymail.com, mail.com), is never taken for a slip.
USUAL = (
    "gmail.com",
    "yahoo.co.jp",
    "docomo.ne.jp",
    "ezweb.ne.jp",
    "au.com",
    "softbank.ne.jp",
    "i.softbank.jp",
    "ymobile.ne.jp",
    "rakuten.jp",
    "icloud.com",
    "outlook.jp",
    "outlook.com",
    "hotmail.com",
    "hotmail.co.jp",
    "nifty.com",
    "biglobe.ne.jp",
)
OTHERS = frozenset({"ymail.com", "mail.com", "email.com", "gmail.co", "hotmail.co", "aol.com", "me.com", "outlook.co"})
SHORTEST = 9


def meant(domain: str) -> str:
    """The usual domain this one is a slip of; empty where it is none."""
    typed = domain.casefold()
    if typed in USUAL or typed in OTHERS:
        return ""
    return next((usual for usual in USUAL if len(usual) >= SHORTEST and _is_one_slip(typed, usual)), "")


def _is_one_slip(typed: str, usual: str) -> bool:
    """One letter more, less, another, or two turned."""
    if abs(len(typed) - len(usual)) > 1:
        return False
    shorter, longer = sorted((typed, usual), key=len)
    at = next((n for n, (one, other) in enumerate(zip(shorter, longer, strict=False)) if one != other), len(shorter))
    if len(shorter) < len(longer):
        return shorter[at:] == longer[at + 1 :]
    is_turned = typed[at : at + 2] == usual[at : at + 2][::-1] and typed[at + 2 :] == usual[at + 2 :]
    return is_turned or typed[at + 1 :] == usual[at + 1 :]
