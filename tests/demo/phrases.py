"""Runs of words as fingerprints, to see copied sentences without keeping the text they might come from."""

import re
from collections.abc import Iterator
from hashlib import sha256

RUN = 6
# Names carry over; they are taken out before runs of words are compared.
PROPER_NAMES = (
    "China (Chongqing)-Thailand Regional Cooperation and Exchange Conference",
    "Chinese People's Association for Friendship with Foreign Countries",
    "New International Land-Sea Trade Corridor",
    "New International Land-Sea Corridor",
    "Sister City Exchange and Cooperation Award with China",
    "Establishment of Friendly Exchange Relations Agreement",
    "Lancang-Mekong Mayors' Culture and Tourism Forum",
    "Tuanjie Village Central Station",
    "Central Station of Tuanjie Village, Chongqing Municipality",
)


def fingerprints(text: str) -> Iterator[str]:
    """A short hash for each run of RUN words within a sentence."""
    plain = text.replace("’", "'").replace("–", "-").casefold()
    for name in PROPER_NAMES:
        plain = plain.replace(name.casefold(), ". ")
    for sentence in re.split(r"[.;:!?\n]", plain):
        words = re.findall(r"[\w'%-]+", sentence)
        for start in range(len(words) - RUN + 1):
            yield sha256(" ".join(words[start : start + RUN]).encode()).hexdigest()[:12]
