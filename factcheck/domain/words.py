"""Lists of words, written the way people write them."""


def words(listed: str) -> frozenset[str]:
    """The words of a text, parted by white space."""
    return frozenset(listed.split())
