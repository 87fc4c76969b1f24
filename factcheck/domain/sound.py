"""Sound files, known by their structure: the first frames or boxes, as the formats define them."""

import struct
from collections.abc import Iterator

_BITRATES = {  # kbit/s of Layer III by its index: MPEG 1, and MPEG 2 and 2.5
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_CODECS = (b"OpusHead", b"\x01vorbis", b"\x7fFLAC", b"Speex   ")
_BOXES = 10_000  # of an MP4, more than any recording has at its top


def is_wav(content: bytes) -> bool:
    return content[:4] == b"RIFF" and content[8:12] == b"WAVE" and b"fmt " in content[12:4096]


def is_ogg(content: bytes) -> bool:
    """An Ogg stream that begins with a sound's codec; films have their picture's first."""
    if content[:5] != b"OggS\x00" or len(content) < 28:
        return False
    return content[27 + content[26] :].startswith(_CODECS)


def is_m4a(content: bytes) -> bool:
    """An MP4 with a sound track and no other that moves: recorders don't all say so by brand."""
    if content[4:8] != b"ftyp":
        return False
    handlers = set(_handlers(content))
    return b"soun" in handlers and b"vide" not in handlers


def is_aac(content: bytes) -> bool:
    """Two frames of AAC after each other (ADTS)."""
    place = 0
    for _ in range(2):
        head = content[place : place + 7]
        if len(head) < 7 or head[0] != 0xFF or head[1] & 0xF6 != 0xF0:
            return False
        length = (head[3] & 3) << 11 | head[4] << 3 | head[5] >> 5
        if length < 8:
            return False
        place += length
    return True


def is_mp3(content: bytes) -> bool:
    """Two frames of MPEG Layer III after each other, behind what a player may have written."""
    place = _after_tag(content)
    while place < len(content) and content[place] == 0:  # padding
        place += 1
    for _ in range(2):
        length = _frame(content[place : place + 4])
        if not length or place + length > len(content):
            return False
        place += length
    return True


def _after_tag(content: bytes) -> int:
    if content[:3] != b"ID3" or len(content) < 10:
        return 0
    size = content[6:10]
    return 10 + (size[0] << 21 | size[1] << 14 | size[2] << 7 | size[3])


def _frame(head: bytes) -> int:
    """The length of the frame that begins so, or 0."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return 0
    version = head[1] >> 3 & 3
    bitrate, rate = head[2] >> 4, head[2] >> 2 & 3
    if version not in _RATES or bitrate in {0, 15} or rate == 3:
        return 0
    is_first = version == 3
    bits = _BITRATES[is_first][bitrate] * 1000
    return (144 if is_first else 72) * bits // _RATES[version][rate] + (head[2] >> 1 & 1)


def _handlers(content: bytes) -> Iterator[bytes]:
    """What kinds of track an MP4 declares."""
    for name, start, end in _boxes(content, 0, len(content)):
        if name != b"moov":
            continue
        for track, track_start, track_end in _boxes(content, start, end):
            if track != b"trak":
                continue
            for media, media_start, media_end in _boxes(content, track_start, track_end):
                if media != b"mdia":
                    continue
                for box, at, _end in _boxes(content, media_start, media_end):
                    if box == b"hdlr":
                        yield content[at + 8 : at + 12]


def _boxes(content: bytes, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """(name, start, end) of what each box holds, as far as they fit in their place."""
    for _ in range(_BOXES):
        if start + 8 > end:
            return
        size, name = struct.unpack_from(">I4s", content, start)
        head = 8
        if size == 1 and start + 16 <= end:
            (size,) = struct.unpack_from(">Q", content, start + 8)
            head = 16
        elif size == 0:
            size = end - start
        if size < head or start + size > end:
            return
        yield name, start + head, start + size
        start += size
