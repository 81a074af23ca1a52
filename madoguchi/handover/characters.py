"""Text into the bytes a core system reads: a character it lacks is never lost, the case is held and says which."""

import codecs
from typing import Literal

Encoding = Literal["utf-8", "utf-8-bom", "cp932"]
# One character of JIS X 0208, two code points: Unicode's own table chose the left, Microsoft's the right.
JIS_TWINS = {"〜": "～", "−": "－", "‖": "∥", "—": "―", "¢": "￠", "£": "￡", "¬": "￢"}


class Unwritable(Exception):
    """These characters cannot be written in the receiver's encoding; `characters` in the order found."""

    def __init__(self, characters: str) -> None:
        super().__init__(characters)
        self.characters = characters


class Letters:
    """How one system's text is written."""

    def __init__(self, encoding: Encoding, lacking: str, instead: dict[str, str]) -> None:
        self.codec = "cp932" if encoding == "cp932" else "utf-8"
        self.mark = codecs.BOM_UTF8 if encoding == "utf-8-bom" else b""
        self.instead = {**(JIS_TWINS if lacking == "jis-twins" else {}), **instead}

    def fitting(self, text: str) -> str:
        """The text with what the rule allows put in place of what is lacking; Unwritable where that is not enough."""
        if self._fits(text):
            return text
        found = "".join(one if self._fits(one) else self.instead.get(one, one) for one in text)
        if lacking := "".join(dict.fromkeys(one for one in found if not self._fits(one))):
            raise Unwritable(lacking)
        return found

    def written(self, text: str) -> bytes:
        return text.encode(self.codec)

    def _fits(self, text: str) -> bool:
        """Whether these very characters come back from the bytes."""
        try:
            return text.encode(self.codec).decode(self.codec) == text
        except UnicodeEncodeError:
            return False
