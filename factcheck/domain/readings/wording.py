"""A wording word by word, as the readers of figures, denials and names go through it."""

import re
from dataclasses import dataclass

from factcheck.domain.typography import fold

# A number is one word with its separators, groups of three parted by spaces included; so are
# initials (U.S.). In scripts without spaces each character is one.
_WORD = re.compile(
    r"(?<![\d.,:])\d{1,3}(?: \d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,:]\d+)*"
    r"|(?<!\w)[A-Z](?:\.[A-Z])+(?!\w)|[\u3040-\u30ff\u3400-\u9fff]|[^\W\d\u3040-\u30ff\u3400-\u9fff]+|[^\w\s]"
)
# A single mark that is no apostrophe and no prime of a figure is a quotation mark.
_SINGLE_QUOTE = re.compile(r"(?<![\w'])'(?=\S)|(?<=[^\W\d])'(?!\w)|(?<=[^\w\s'])'(?!\w)")
_TYPEWRITTEN = re.compile(r"-{2,}|'{2}")
_SENTENCE_ENDS = frozenset('.!?:"(')


@dataclass(frozen=True, slots=True)
class Wording:
    """The words, numbers and marks of a folded text: as written, in lower case, and their places.

    `text` is the folded text with apostrophes told from single quotes only by what is around them.
    """

    text: str
    texts: list[str]
    lowers: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.texts)

    def glued(self, place: int) -> bool:
        """Does the word at `place` touch the one before it?"""
        return 0 < place < len(self.texts) and self.ends[place - 1] == self.starts[place]

    def lower(self, place: int) -> str:
        """The word at `place` in lower case, "" where there is none."""
        return self.lowers[place] if 0 <= place < len(self.lowers) else ""

    def opens(self, place: int) -> bool:
        """May a sentence begin with the word at `place`?"""
        return place == 0 or self.texts[place - 1] in _SENTENCE_ENDS


def printed(text: str) -> str:
    """The text without differences of print: `fold`, and dashes and quotes typed twice."""
    return _TYPEWRITTEN.sub(lambda found: '"' if found.group() == "''" else "-", fold(text))


def wording_of(text: str) -> Wording:
    """Read a `printed` text."""
    texts, starts, ends = [], [], []
    for found in _WORD.finditer(text):
        texts.append(found.group())
        starts.append(found.start())
        ends.append(found.end())
    lowers = [word if word.islower() else word.casefold() for word in texts]
    return Wording(text, texts, lowers, starts, ends)


def compared(wording: Wording) -> list[str]:
    """The words for comparison: without a last full stop, the case of the first letter, and the
    difference between single and double quotation marks."""
    text = _SINGLE_QUOTE.sub('"', wording.text)
    words = list(wording.texts) if text == wording.text else _WORD.findall(text)
    if words[-1:] == ["."] and words[-2:-1] not in ([], ["."]):
        words.pop()
    for place, word in enumerate(words):
        if word[0].isalnum():
            words[place] = word[0].lower() + word[1:]
            break
    return words
