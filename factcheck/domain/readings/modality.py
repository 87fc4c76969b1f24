"""Words that deny a claim or say how sure it is, in Indonesian and English."""

from collections import Counter

from factcheck.domain.readings.wording import Wording

DENIAL = "not"

# One row a class: to exchange its words for each other changes no more than the wording.
_CLASSES = {
    DENIAL: "tidak bukan tak belum tanpa jangan nggak gak ndak tiada takkan bukanlah bukannya"
    " tidaklah janganlah jangankan mustahil not never without neither nor none nobody nothing"
    " nowhere impossible",
    "can": "can able dapat bisa mampu sanggup",
    "may": "may might could mungkin barangkali maybe perhaps possibly",
    "allowed": "boleh bolehkah dibolehkan diperbolehkan",
    "will": "will shall akan bakal",
    "would": "would",
    "must": "must harus haruslah wajib wajiblah mesti",
    "should": "should ought sebaiknya seharusnya semestinya hendaknya selayaknya",
    "alleged": "allegedly alleged suspected diduga terduga ditengarai disinyalir",
    "reported": "reportedly supposedly purportedly rumored rumoured"
    " konon kabarnya katanya dikabarkan",
    "likely": "likely probably kemungkinan",
    "seems": "seemingly apparently seem seems tampaknya nampaknya sepertinya kelihatannya agaknya",
    "certainly": "certainly definitely surely undoubtedly pasti tentu niscaya dipastikan",
}
_CLASS_OF = {word: name for name, listed in _CLASSES.items() for word in listed.split()}
# Words that say two things.
_DOUBLE = {
    "cannot": ("can", DENIAL),
    "unable": ("can", DENIAL),
    "unlikely": ("likely", DENIAL),
}
# Words of several signs: after the first, what must follow.
_PHRASES = {
    "bisa": (("jadi",), "may"),
    "boleh": (("jadi",), "may"),
    "disebut": (("-", "sebut"), "reported"),
}
_SHORT = {"ll": "will", "d": "would"}
_BEFORE_NT = {"won": "will", "ca": "can", "sha": "will"}
# Names of people and of a month too.
_NAMES_TOO = frozenset(("will", "may"))
_SPECIAL = frozenset(("no", "non", "t", *_SHORT, *_DOUBLE, *_PHRASES, *_NAMES_TOO))


def modality_differs(old: Wording, new: Wording, dated: set[int], new_dated: set[int]) -> bool:
    """Does one wording deny or hedge what the other does not, or in another way?

    The words of each class are counted. Where the counts agree, such a word that stands elsewhere
    among words that stayed is a change too ("tidak membeli tetapi menjual" against "membeli tetapi
    tidak menjual"). `dated` and `new_dated` are places of dates, where "May" is a month.
    """
    before, after = _modalities(old, dated), _modalities(new, new_dated)
    if Counter(name for _, name in before) != Counter(name for _, name in after):
        return True
    return before != after and _without(old, before) == _without(new, after)


def _modalities(wording: Wording, dated: set[int]) -> list[tuple[int, str]]:
    """(place, class) of each word that denies or hedges."""
    found: list[tuple[int, str]] = []
    for place, lower in enumerate(wording.lowers):
        if lower in _SPECIAL:
            if place not in dated:
                found += [(place, name) for name in _special(wording, place)]
        elif lower in _CLASS_OF:
            found.append((place, _CLASS_OF[lower]))
    return found


def _special(wording: Wording, place: int) -> tuple[str, ...]:
    lower = wording.lowers[place]
    if lower in _DOUBLE:
        return _DOUBLE[lower]
    if lower == "no":
        return () if _is_numero(wording, place) else (DENIAL,)
    if lower == "non":
        return (DENIAL,) if wording.lower(place + 1) == "-" else ()
    if lower == "t":
        return _negated_verb(wording, place)
    name = _hedge(wording, place)
    return (name,) if name else ()


def _hedge(wording: Wording, place: int) -> str:
    """The class of a phrase, a contraction or a word that may be a name; "" for none."""
    lower = wording.lowers[place]
    if lower in _PHRASES:
        rest, name = _PHRASES[lower]
        if tuple(wording.lowers[place + 1 : place + 1 + len(rest)]) == rest:
            return name
    if lower in _SHORT:
        return _SHORT[lower] if _contracted(wording, place) else ""
    is_name = lower in _NAMES_TOO and wording.texts[place][0].isupper() and not wording.opens(place)
    return "" if is_name else _CLASS_OF.get(lower, "")


def _is_numero(wording: Wording, place: int) -> bool:
    """ "No. 5" denies nothing."""
    return wording.lower(place + 1) == "." and wording.lower(place + 2)[:1].isdigit()


def _contracted(wording: Wording, place: int) -> bool:
    return wording.lower(place - 1) == "'" and wording.glued(place) and wording.glued(place - 1)


def _negated_verb(wording: Wording, place: int) -> tuple[str, ...]:
    """The "t" of don't, can't, couldn't; "can" and "could" as such are seen at their place."""
    verb = wording.lower(place - 2)
    if not verb.endswith("n") or not _contracted(wording, place):
        return ()
    hedge = _BEFORE_NT.get(verb) or _CLASS_OF.get(verb[:-1])
    return (hedge, DENIAL) if hedge and hedge != DENIAL else (DENIAL,)


def _without(wording: Wording, places: list[tuple[int, str]]) -> list[str]:
    dropped = {place for place, _ in places}
    return [lower for place, lower in enumerate(wording.lowers) if place not in dropped]
