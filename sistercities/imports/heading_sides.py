"""Marks by which a heading says whose city its column tells of: 中方国家, "Partner city / population", "our side"."""

import re
from enum import StrEnum

from sistercities.common.folding import CJK, fold


class Side(StrEnum):
    """Whose."""

    HOME = "home"
    PARTNER = "partner"


# Folded before they are compared. Of Latin, Cyrillic or Arabic letters, a mark is a word of its own.
MARKS = {
    Side.HOME: (
        *("中方", "我方", "本方", "国内", "國內", "本国", "本國", "我國", "本市", "日本側", "국내", "우리측", "본"),
        *("our", "own", "home", "our side", "domestic", "local", "origin", "eigene", "eigener", "eigenes", "deutsche"),
        *("italiano", "italiana", "français", "française", "español", "española", "português", "portuguesa", "polskie"),
        *("polska", "české", "česká", "magyar", "российский", "українське", "türk", "nederlandse", "svensk", "dansk"),
    ),
    Side.PARTNER: (
        *(
            "外方",
            "对方",
            "對方",
            "国外",
            "國外",
            "境外",
            "海外",
            "外国",
            "外國",
            "友方",
            "友城",
            "相手",
            "相手先",
            "相手方",
        ),
        *("提携先", "해외", "국외", "외국", "상대", "상대방", "교류"),
        *("partner", "partners", "partner side", "foreign", "overseas", "other", "twin", "sister", "counterpart"),
        *("destination", "international", "abroad", "ausländische", "ausländischer", "ausländisches", "partnerseite"),
        *("étranger", "étrangère", "partenaire", "estero", "estera", "straniero", "extranjero", "extranjera", "socio"),
        *("estrangeira", "estrangeiro", "parceiro", "buitenlandse", "zagraniczny", "zagraniczna", "zagraniczne"),
        *("partnera", "partnerskie", "zahraniční", "zahraničný", "külföldi", "зарубежный", "иностранный", "партнера"),
        *("іноземний", "yabancı", "đối tác", "nước ngoài", "asing", "mitra", "ต่างประเทศ"),
    ),
}
# What a field of a partner is called for one of our own cities; the others are told of partners only.
OF_HOME = {
    "partner_city": "home_city",
    "country": "home_country",
    "latitude": "home_latitude",
    "longitude": "home_longitude",
    "population": "home_population",
    # Who signed for us stands beside who signed for them.
    "signatories": "signatories",
    "witnesses": "witnesses",
}


def _pattern(mark: str) -> re.Pattern[str]:
    is_close = re.fullmatch(rf"[{CJK}ก-๙]+", mark)
    gap = r"\s*" if is_close else r"\s+"
    # Chinese, Japanese and Korean put the mark first.
    behind = "" if is_close else rf"|(.+?){gap}{mark}"
    return re.compile(rf"{mark}(?:{gap}(.+))?{behind}")


PATTERNS = [
    (_pattern(mark), side)
    for mark, side in sorted(
        {(fold(mark), side) for side, marks in MARKS.items() for mark in marks}, key=lambda item: -len(item[0])
    )
]


def split_side(folded: str) -> tuple[str, Side | None]:
    """A folded heading without the mark of a side, and that side; empty where it was nothing but the mark."""
    for pattern, side in PATTERNS:
        if match := pattern.fullmatch(folded):
            return next((group for group in match.groups() if group), ""), side
    return folded, None


def on_side(field: str, side: Side) -> str:
    """The field that means for `side` what `field` means for a partner; empty when there is none."""
    if side is Side.HOME:
        return OF_HOME.get(field, "")
    return field if field in OF_HOME or field not in OF_HOME.values() else ""
