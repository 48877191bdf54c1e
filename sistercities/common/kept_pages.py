"""Pages kept whole, with each encoding made once, in a store that is bounded by bytes."""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from threading import Lock

import brotli
from django.http import HttpResponse, HttpResponseNotModified
from django.http.response import ResponseHeaders
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

Headers = tuple[tuple[str, str], ...]
# What goes out in one encoding: content, headers, tag.
Ready = tuple[bytes, ResponseHeaders, str]

# The better one first. A page is encoded when a browser first asks for it so, and kept.
ENCODINGS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda content: brotli.compress(content, mode=brotli.MODE_TEXT, quality=5),
    "gzip": lambda content: gzip.compress(content, 6, mtime=0),
}
# Anything shorter gains nothing; what does not become half as long, such as a picture, goes out as it is.
WORTH_ENCODING = 500
# What belongs to the whole page only, and is left out when the browser has it already.
OF_THE_CONTENT = ("Content-Type", "Content-Language", "Content-Disposition")
OWN_HEADERS = ("Content-Length", "Content-Encoding", "ETag")


@dataclass
class KeptPage:
    """A page as it goes out: the headers without those that depend on the encoding."""

    content: bytes
    headers: Headers
    tag: str
    # From then on it is no longer right, although nothing else has changed.
    until: datetime | None = None
    encoded: dict[str, bytes | None] = field(default_factory=dict)
    ready: dict[str, Ready] = field(default_factory=dict)

    @classmethod
    def of(cls, response: HttpResponse) -> "KeptPage":
        patch_vary_headers(response, ["Accept-Encoding"])
        headers = tuple((name, value) for name, value in response.items() if name not in OWN_HEADERS)
        tag = hashlib.blake2b(response.content, digest_size=12).hexdigest()
        return cls(response.content, headers, tag, getattr(response, "fresh_until", None))

    @property
    def weight(self) -> int:
        """Bytes that it may come to take, with every encoding of at most half the length."""
        return 2 * len(self.content) + sum(len(name) + len(value) for name, value in self.headers) + 1_000

    def in_encoding(self, name: str) -> bytes | None:
        """The content in that encoding; None if that is not worth it."""
        if name not in self.encoded:
            packed = ENCODINGS[name](self.content) if len(self.content) >= WORTH_ENCODING else self.content
            self.encoded[name] = packed if 2 * len(packed) <= len(self.content) else None
        return self.encoded[name]

    def answer(self, accepted: str, tags: str, is_head: bool) -> HttpResponse:
        """The answer to a browser that takes the encodings `accepted` and has the versions `tags` already."""
        encoding = chosen_encoding(accepted)
        if encoding not in self.ready:
            self.ready[encoding] = self.made_ready(encoding)
        content, headers, tag = self.ready[encoding]
        if tags and is_among(tag, tags):
            kept = {name: value for name, value in self.headers if name not in OF_THE_CONTENT}
            return HttpResponseNotModified(headers={**kept, "ETag": tag})
        return ReadyResponse(b"" if is_head else content, headers)

    def made_ready(self, encoding: str) -> Ready:
        packed = self.in_encoding(encoding) if encoding else None
        tag = f'"{self.tag}"' if packed is None else f'"{self.tag}-{encoding}"'
        content = self.content if packed is None else packed
        headers = {**dict(self.headers), "Content-Length": str(len(content)), "ETag": tag}
        if packed is not None:
            headers["Content-Encoding"] = encoding
        return content, ResponseHeaders(headers), tag


class ReadyResponse(HttpResponse):
    """Takes over headers that were checked when they were made ready, which costs more than all else of an answer."""

    def __init__(self, content: bytes, headers: ResponseHeaders) -> None:
        super().__init__(content, content_type="text/html")
        self.headers._store = headers._store.copy()  # type: ignore[attr-defined]


def is_among(tag: str, tags: str) -> bool:
    """Whether `If-None-Match` names the tag, weakly as proxies may have made it."""
    return tags.strip() == "*" or tag in [each.removeprefix("W/") for each in parse_etags(tags)]


@lru_cache(maxsize=256)
def chosen_encoding(accepted: str) -> str:
    """The best encoding that `Accept-Encoding` allows; empty for none."""
    allowed = set()
    for part in accepted.lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        if not any(parameter.replace(" ", "") in ("q=0", "q=0.0", "q=0.00", "q=0.000") for parameter in parameters):
            allowed.add(name)
    return next((name for name in ENCODINGS if name in allowed), "")


class PageStore:
    """Pages by key, as many as fit into `most` bytes: those not asked for the longest go first."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.size = 0
        self._pages: OrderedDict[Hashable, KeptPage] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._pages)

    def get(self, key: Hashable) -> KeptPage | None:
        with self._lock:
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
            return page

    def has_room_for(self, page: KeptPage) -> bool:
        """Whether it may be kept: one page must not drive out most of the others."""
        return page.weight <= self.most // 8

    def put(self, key: Hashable, page: KeptPage) -> None:
        with self._lock:
            replaced = self._pages.pop(key, None)
            self.size += page.weight - (replaced.weight if replaced else 0)
            self._pages[key] = page
            while self.size > self.most:
                _key, oldest = self._pages.popitem(last=False)
                self.size -= oldest.weight
