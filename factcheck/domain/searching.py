"""What is looked for: words as they are compared, and how people write a search.

Words are compared without capitals and accents, on either database alike: they are folded here, and
the databases index what comes out.
"""

import re
import unicodedata
from dataclasses import dataclass, replace

from factcheck.domain.errors import N_, Refusal

#: What a search may hold: a sentence, but not a document.
LONGEST = 300
MOST_WORDS = 16
#: Shorter words stand for themselves alone: "in" does not ask for all that begins so.
BEGINNING = 3

_WORD = re.compile(r"[^\W_]+")
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_PART = re.compile(r'"([^"]*)"|([^\s"]+)')


class TooLong(Refusal):
    """A search that is no search."""


def folded_words(text: str) -> list[str]:
    """The words and numbers of a text as they are compared; a sign ends a word, in a number too."""
    if not text.isascii():
        apart = unicodedata.normalize("NFKD", text)
        text = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return _WORD.findall(text.casefold())


@dataclass(frozen=True, slots=True)
class Term:
    """Words that follow one another, or one word; `begins`: the last may be a word's beginning."""

    words: tuple[str, ...]
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Search:
    """All the terms that must stand there. `is_cut`: more was written than is looked for."""

    terms: tuple[Term, ...] = ()
    is_cut: bool = False

    @property
    def words(self) -> list[str]:
        """Each word once, in order."""
        return list(dict.fromkeys(word for term in self.terms for word in term.words))

    def respelled(self, better: dict[str, str]) -> "Search":
        """The same with other words in the place of some."""
        return replace(
            self,
            terms=tuple(
                replace(term, words=tuple(better.get(word, word) for word in term.words))
                for term in self.terms
            ),
        )

    def __str__(self) -> str:
        """As one would write it."""
        return " ".join(
            f'"{" ".join(term.words)}"' if len(term.words) > 1 else term.words[0]
            for term in self.terms
        )


def search_for(written: str) -> Search:
    """What a reader means: each word, what stands in quotes as it stands, and for the last word
    also what begins so.

    Parts that signs hold together (4.2, e-mail) are words that follow one another. Nothing that is
    written is an operator. Raises TooLong.
    """
    written = written.strip()
    if len(written) > LONGEST:
        raise TooLong(N_("Shorten the search to %(limit)s characters."), limit=LONGEST)
    terms: list[Term] = []
    room, is_cut = MOST_WORDS, False
    for quoted, bare in _PART.findall(written.translate(_QUOTES)):
        words = folded_words(quoted or bare)
        is_cut |= len(words) > room
        if kept := tuple(words[:room]):
            # The last word is perhaps not written to its end; the others are.
            terms = [replace(term, begins=False) for term in terms]
            terms.append(Term(kept, begins=bool(bare) and len(kept[-1]) >= BEGINNING))
        room -= len(kept)
    return Search(tuple(terms), is_cut)
