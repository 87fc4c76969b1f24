"""Addresses that lead inside are refused, however they are written, before anybody is asked."""

from collections.abc import Iterator
from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.fetching.addresses import PUBLIC_WEB, Reach, is_public, is_public_or_own, place_of
from factcheck.fetching.client import Client
from factcheck.fetching.refusals import BadAddress, FetchRefused, NotPublic, Unreachable
from tests.fetching.servers import Site, http, says, site, to, watched

EVERY_NUMBER = "0.0.0.0"  # noqa: S104 - of this machine

# Written with the port of a server that listens on every number of this machine: whoever lets one
# of them through reaches it.
WRITTEN = {
    "loopback": "http://127.0.0.1:{port}/",
    "loopback, another": "http://127.8.8.8:{port}/",
    "decimal": "http://2130706433:{port}/",
    "decimal, too large": "http://6425673729:{port}/",
    "octal": "http://0177.0.0.1:{port}/",
    "octal throughout": "http://0177.0000.0000.0001:{port}/",
    "octal in one": "http://017700000001:{port}/",
    "leading zeros": "http://127.000.000.001:{port}/",
    "hexadecimal": "http://0x7f000001:{port}/",
    "hexadecimal parts": "http://0x7f.0x0.0x0.0x1:{port}/",
    "hexadecimal last": "http://127.0.0.0x1:{port}/",
    "nothing after 0x": "http://127.0.0.0x:{port}/",
    "two parts": "http://127.1:{port}/",
    "three parts": "http://127.0.1:{port}/",
    "one part": "http://0:{port}/",
    "five parts": "http://127.0.0.0.1:{port}/",
    "part too large": "http://127.0.0.256:{port}/",
    "this machine": "http://0.0.0.0:{port}/",
    "full-width digits": "http://１２７.０.０.１:{port}/",
    "ideographic dots": "http://127。0。0。1:{port}/",
    "circled digits": "http://①②⑦.⓪.⓪.①:{port}/",
    "private ten": "http://10.0.0.1/",
    "private 172": "http://172.16.0.1/",
    "private 192": "http://192.168.1.1/",
    "carrier's": "http://100.64.0.1/",
    "cloud metadata": "http://169.254.169.254/latest/meta-data/",
    "cloud metadata, decimal": "http://2852039166/latest/meta-data/",
    "cloud metadata, another": "http://100.100.100.200/",
    "cloud's inner services": "http://168.63.129.16/",
    "multicast": "http://224.0.0.1/",
    "broadcast": "http://255.255.255.255/",
    "reserved": "http://240.0.0.1/",
    "IPv6 loopback": "http://[::1]:{port}/",
    "IPv6 loopback, long": "http://[0:0:0:0:0:0:0:1]:{port}/",
    "IPv6 loopback, usual port": "http://[::1]:80/",
    "IPv6 unspecified": "http://[::]:{port}/",
    "IPv6 mapped": "http://[::ffff:127.0.0.1]:{port}/",
    "IPv6 mapped, hexadecimal": "http://[::ffff:7f00:1]:{port}/",
    "IPv6 mapped, public": "http://[::ffff:8.8.8.8]/",
    "IPv6 compatible": "http://[::127.0.0.1]:{port}/",
    "IPv6 translated": "http://[::ffff:0:127.0.0.1]:{port}/",
    "IPv6 link-local": "http://[fe80::1]/",
    "IPv6 zone": "http://[fe80::1%eth0]/",
    "IPv6 zone, escaped": "http://[fe80::1%25eth0]/",
    "IPv6 zone on a public number": "http://[2606:4700::1%251]/",
    "IPv6 unique local": "http://[fd00:ec2::254]/",
    "IPv6 site-local": "http://[fec0::1]/",
    "IPv6 multicast": "http://[ff02::1]/",
    "6to4 of loopback": "http://[2002:7f00:1::]/",
    "Teredo": "http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/",
    "NAT64 of loopback": "http://[64:ff9b::127.0.0.1]/",
    "NAT64 of a private number": "http://[64:ff9b::10.0.0.1]/",
    "NAT64 of a network's own": "http://[64:ff9b:1::8.8.8.8]/",
    "documentation": "http://[2001:db8::1]/",
    "IPvFuture": "http://[v1.fe80::a]/",
    "bracket left open": "http://[::1:{port}/",
    "brackets around a name": "http://[localhost]:{port}/",
    "brackets and more": "http://[::1].example.org/",
    "IPv6 without brackets": "http://::1/",
    "user": "http://example.org@127.0.0.1:{port}/",
    "user and password": "http://me:secret@example.org/",
    "empty user": "http://@example.org/",
    "two users": "http://a@b@127.0.0.1:{port}/",
    "escaped user": "http://example.org%40127.0.0.1:{port}/",
    "localhost": "http://localhost:{port}/",
    "capitals": "http://LOCALHOST:{port}/",
    "localhost, full width": "http://ｌｏｃａｌｈｏｓｔ:{port}/",
    "below localhost": "http://news.localhost:{port}/",
    "localhost, dot": "http://localhost.:{port}/",
    "number, dot": "http://127.0.0.1.:{port}/",
    "name, dot": "http://example.org./",
    "name, two dots": "http://example.org../",
    "dot at the start": "http://.example.org/",
    "empty label": "http://example..org/",
    "one label": "http://intranet/",
    "inner name": "http://db.internal/",
    "cloud metadata by name": "http://metadata.google.internal/computeMetadata/v1/",
    "name of a local network": "http://printer.local/",
    "home network": "http://router.home.arpa/",
    "onion": "http://abcdefghij.onion/",
    "escaped digits": "http://%31%32%37.0.0.1:{port}/",
    "escaped name": "http://%6c%6f%63alhost:{port}/",
    "escaped end": "http://example.org%00.localhost/",
    "label too long": f"http://{'a' * 64}.org/",
    "name too long": f"http://{'a.' * 127}org/",
    "hyphen first": "http://-example.org/",
    "wrong characters": "http://exa mple.org/",
    "a slash in disguise": "http://example.org／@127.0.0.1:{port}/",
    "account in disguise": "http://℀.example.org/",
    "backslash": "http://example.org\\@127.0.0.1:{port}/",
    "backslashes": "http:\\\\127.0.0.1:{port}/",
    "tab": "http://127.0.0\t.1:{port}/",
    "line break": "http://example.org/\r\nHost: localhost/",
    "null": "http://127.0.0.1\x00.example.org/",
    "soft hyphen and more": "http://example.org/\u202e",
    "no host": "http:///etc/passwd",
    "one slash": "http:/127.0.0.1:{port}/",
    "no slash": "http:127.0.0.1:{port}",
    "three slashes": "http:///127.0.0.1:{port}/",
    "no scheme": "//127.0.0.1:{port}/",
    "a name alone": "example.org",
    "nothing": "",
    "port of mail": "http://example.org:25/",
    "port of a database": "https://example.org:5432/",
    "port zero": "http://example.org:0/",
    "port out of range": "http://example.org:65616/",
    "port below zero": "http://example.org:-80/",
    "port in other digits": "http://example.org:８０/",
    "two ports": "http://127.0.0.1:{port}:80/",
    "empty port": "http://example.org:/",
    "very long": "http://example.org/" + "a" * 2_000,
    "file": "file:///etc/passwd",
    "file with a host": "file://127.0.0.1/etc/passwd",
    "ftp": "ftp://example.org/",
    "gopher": "gopher://127.0.0.1:{port}/_GET",
    "data": "data:text/html,<p>x</p>",
    "javascript": "javascript:alert(1)",
    "view-source": "view-source:http://127.0.0.1:{port}/",
    "dict": "dict://127.0.0.1:{port}/info",
    "blob": "blob:http://127.0.0.1:{port}/x",
    "half a pair": "http://example.org/\ud83d",
}


@pytest.fixture(scope="module")
def trap() -> Iterator[Site]:
    with site(says(http()), number=EVERY_NUMBER) as made:
        yield made


def not_asked(host: str, port: int) -> list[str]:
    raise AssertionError(f"{host} was looked up")


def test_there_are_many() -> None:
    assert len(WRITTEN) >= 40


@pytest.mark.parametrize("reach", [PUBLIC_WEB, Reach(ports=None)], ids=["usual", "any port"])
@pytest.mark.parametrize("name", WRITTEN)
def test_refused_as_written(name: str, reach: Reach, trap: Site) -> None:
    """Any port: what keeps us out is the address, not that the server has an unusual port."""
    url = WRITTEN[name].format(port=trap.port)
    if reach.ports is None and "example.org:" in url and "@" not in url and "65616" not in url:
        url = url.replace("example.org", "127.0.0.1")
    client = Client("factcheck/test", reach=reach, resolve=not_asked)
    with watched() as seen, pytest.raises((BadAddress, NotPublic)) as refused:
        client.fetch(url)
    assert not seen
    assert not trap.connections
    assert "127.0.0.1" not in str(refused.value)


def test_the_trap_works(trap: Site) -> None:
    """Whoever may connect does: the test above would see it, in both places where it looks."""
    with site(says(http())) as made, watched() as seen:
        number = Client("factcheck/test", reach=to(("127.0.0.1", made.port)), resolve=not_asked)
        assert number.fetch(made.url).status == 200
        name = Client("factcheck/test", reach=to(("127.0.0.1", made.port)))
        assert name.fetch(f"http://localhost:{made.port}/").status == 200
        assert made.connections == 2
    assert [event.split()[0] for event in seen].count("socket.connect") >= 2
    assert any("socket.getaddrinfo" in event and "localhost" in event for event in seen)


@pytest.mark.parametrize(
    "numbers",
    [
        ["127.0.0.1"],
        ["::1"],
        [EVERY_NUMBER],
        ["::"],
        ["10.1.2.3"],
        ["169.254.169.254"],
        ["fd00:ec2::254"],
        ["fe80::1%eth0"],
        ["::ffff:127.0.0.1"],
        ["64:ff9b::7f00:1"],
        ["2002:7f00:1::1"],
        ["224.0.0.1"],
        ["8.8.8.8", "127.0.0.1"],
        ["127.0.0.1", "8.8.8.8"],
        ["2606:4700::1111", "::1"],
        [*(f"8.8.8.{n}" for n in range(30)), "127.0.0.1"],
    ],
    ids=str,
)
def test_refused_for_what_the_name_leads_to(numbers: list[str], trap: Site) -> None:
    client = Client("factcheck/test", reach=Reach(ports=None), resolve=lambda _host, _port: numbers)
    with watched() as seen, pytest.raises(NotPublic):
        client.fetch(f"http://news.example.org:{trap.port}/")
    assert not seen
    assert not trap.connections


@pytest.mark.parametrize("answer", [[], ["no number"], ["8.8.8.8", "no number"]], ids=str)
def test_a_name_that_leads_nowhere(answer: list[str]) -> None:
    client = Client("factcheck/test", resolve=lambda _host, _port: answer)
    with pytest.raises(Unreachable, match="no site of this name"):
        client.fetch("http://news.example.org/")


def test_a_name_that_really_leads_to_this_machine(trap: Site) -> None:
    """With the system's own look-up, and a name that the written form doesn't give away."""
    client = Client("factcheck/test", reach=Reach(ports=None, inner_names=True))
    with watched() as seen, pytest.raises(NotPublic):
        client.fetch(f"http://localhost:{trap.port}/")
    assert not any("socket.connect" in event for event in seen)
    assert not trap.connections


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("https://example.org", "https://example.org/"),
        ("HTTPS://EXAMPLE.org:443/a?b=c#d", "https://example.org/a?b=c"),
        (" http://example.org:80/ \n", "http://example.org/"),
        ("https://example.org?q=1", "https://example.org/?q=1"),
        (
            "https://bücher.example.org/ä?ö=%C3%BC",
            "https://xn--bcher-kva.example.org/%C3%A4?%C3%B6=%C3%BC",
        ),
        ("https://foo_bar.example.org/a%2Fb", "https://foo_bar.example.org/a%2Fb"),
        ("https://example.org/a,b;c|d'(e)", "https://example.org/a,b;c|d'(e)"),
        ("https://8.8.8.8/", "https://8.8.8.8/"),
        ("https://[2606:4700:0:0::1111]/", "https://[2606:4700::1111]/"),
        ("https://127.0.0.1.example.org/", "https://127.0.0.1.example.org/"),
    ],
)
def test_honest_addresses(url: str, same: str) -> None:
    place = place_of(url)
    assert place.url == same
    assert place_of(same) == place


@given(
    st.text(max_size=12),
    st.text(st.sampled_from("0123456789abcdefx.:[]@%/\\?#-_１。\u00adß "), max_size=30),
    st.sampled_from(["", ":80", ":443", ":8080", ":"]),
)
def test_whatever_is_written(scheme: str, host: str, port: str) -> None:
    """Either a plain refusal, or an address of which every part is as it should be."""
    for start in ("http", "https", scheme):
        try:
            place = place_of(f"{start}://{host}{port}/a")
        except BadAddress:
            continue
        assert place.scheme in {"http", "https"}
        assert place.port in {80, 443}
        assert place.host.isascii()
        assert place.target.startswith("/")
        assert place_of(place.url) == place
        if place.number is None:
            assert "." in place.host.strip(".")
            assert not place.host.rsplit(".", 1)[1].isdecimal()


PUBLIC = "1.1.1.1 8.8.8.8 172.15.0.1 172.32.0.1 192.169.0.1 2606:4700::1111 64:ff9b::8.8.8.8"
INNER = (
    "0.0.0.1 10.0.0.0 100.127.255.255 127.255.255.255 169.254.0.1 172.31.255.255 192.0.0.8"
    " 192.0.0.192 192.0.2.1 192.88.99.1 192.168.255.255 198.18.0.1 198.19.255.255 198.51.100.1"
    " 203.0.113.1 239.255.255.250 255.255.255.254 :: ::1 ::7f00:1 ::ffff:8.8.8.8 100::1"
    " 2001::1 2001:2::1 2001:10::1 2001:20::1 2001:db8::1 2002:808:808::1 3fff::1 5f00::1"
    " fc00::1 fdff::1 fe80::1 fec0::1 ff0e::1 64:ff9b::192.168.0.1 64:ff9b:1::808:808 4000::1"
)


@pytest.mark.parametrize("number", PUBLIC.split())
def test_public_numbers(number: str) -> None:
    assert is_public(ip_address(number))


@pytest.mark.parametrize("number", INNER.split())
def test_inner_numbers(number: str) -> None:
    assert not is_public(ip_address(number))


def test_own_machines_are_not_everything_else() -> None:
    """A demonstration may ask its own network; a cloud's metadata it may not."""
    for number in ["127.0.0.1", "::1", "10.0.0.1", "172.16.0.1", "192.168.0.1", "fd00::1"]:
        assert is_public_or_own(ip_address(number))
    for number in ["169.254.169.254", "168.63.129.16", EVERY_NUMBER, "224.0.0.1", "fe80::1", "::"]:
        assert not is_public_or_own(ip_address(number))


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("", "begins with https"),
        ("example.org", "begins with https"),
        ("ftp://example.org/", "begins with https"),
        ("http://a@example.org/", "without a name, a password"),
        ("http://me:secret@example.org/", "without a name, a password"),
        ("http://example.org:/", "without a name, a password"),
        ("http://example.org:8080/", "without its port"),
        ("http://x.internal/", "inner network"),
        ("http://x/", "inner network"),
        ("http://example.org./", "no address of a web page"),
        ("http://example.org/" + "a" * 2_000, "longer than 2,000 characters"),
    ],
)
def test_sentences_say_what_to_do(url: str, sentence: str) -> None:
    with pytest.raises(FetchRefused, match=sentence) as refused:
        place_of(url)
    assert "secret" not in str(refused.value)
    assert str(refused.value).endswith(".")
