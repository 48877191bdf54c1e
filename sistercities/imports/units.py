"""Units that stand beside a figure or in a heading: 万人, 千人, Mio., in Tsd., km², ha."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Measure(StrEnum):
    """What a unit counts; NONE is a bare multiplier such as 万."""

    NONE = ""
    PEOPLE = "people"
    AREA = "area"


@dataclass(frozen=True)
class Unit:
    """A figure times `factor` is a plain count, or square kilometres; `word` is as it was written."""

    word: str
    factor: Decimal
    measure: Measure = Measure.NONE

    def fits(self, field: str) -> bool:
        """Whether a column of `field` can be written in this unit."""
        return self.measure is Measure.NONE or (self.measure is Measure.AREA) == field.startswith("area")


MILLION = Decimal(1_000_000)
CJK_MULTIPLES = {
    **dict.fromkeys(("千", "천"), Decimal(1000)),
    **dict.fromkeys(("万", "萬", "만"), Decimal(10_000)),
    **dict.fromkeys(("百万", "百萬", "백만"), Decimal(1_000_000)),
    **dict.fromkeys(("千万", "千萬", "천만"), Decimal(10_000_000)),
    **dict.fromkeys(("亿", "億", "억"), Decimal(100_000_000)),
}
MULTIPLES = CJK_MULTIPLES | {
    **dict.fromkeys(("thousand", "thousands", "k", "tsd", "tausend", "milliers", "mille"), Decimal(1000)),
    **dict.fromkeys(("migliaia", "mila", "mil", "miles", "'000", "000s", "000"), Decimal(1000)),
    **dict.fromkeys(("million", "millions", "mio", "mln", "mn", "millionen"), Decimal(1_000_000)),
    **dict.fromkeys(("milioni", "milione", "millones", "millón", "milhões", "milhão", "miljoen", "miljoner"), MILLION),
    **dict.fromkeys(
        ("millioner", "miljoonaa", "milionów", "milion", "milionů", "miliónov", "millió", "milioane"), MILLION
    ),
    **dict.fromkeys(("milijuna", "милион", "млн", "миллионов", "мільйонів", "εκατ", "εκατομμύρια", "milyon"), MILLION),
    **dict.fromkeys(("triệu", "ล้าน", "juta", "مليون", "מיליון"), MILLION),
    **dict.fromkeys(
        ("duizend", "tusen", "tusind", "tuhatta", "tys", "tysięcy", "tis", "tisíc", "ezer", "mii"), Decimal(1000)
    ),
    **dict.fromkeys(
        ("tisuća", "тыс", "тысяч", "тысячи", "тис", "тисяч", "хил", "хиляди", "χιλ", "χιλιάδες"), Decimal(1000)
    ),
    **dict.fromkeys(("bin", "nghìn", "ngàn", "พัน", "ribu", "ألف", "אלף", "אלפים"), Decimal(1000)),
    **dict.fromkeys(("หมื่น", "vạn"), Decimal(10_000)),
    **dict.fromkeys(("แสน", "lakh", "lakhs"), Decimal(100_000)),
}
PEOPLE = (
    *("人", "人口", "名", "口", "人次", "명", "인", "people", "persons", "inhabitants", "residents"),
    *("einwohner", "ew", "personen", "habitants", "habitant", "hab", "personnes", "abitanti", "ab", "persone"),
    *("habitantes", "personas", "pers", "inwoners", "invånare", "indbyggere", "innbyggere", "asukasta", "mieszkańców"),
    *("osób", "obyvatel", "obyvateľov", "fő", "lakos", "locuitori", "stanovnika", "души", "жители", "чел", "человек"),
    *("жителей", "осіб", "чол", "κάτοικοι", "kişi", "người", "คน", "jiwa", "orang", "نسمة", "תושבים", "pessoas"),
)
KM2 = (
    "km2",
    "sq km",
    "sqkm",
    "qkm",
    "km^2",
    "кв км",
    "км2",
    "ตรกม",
    "ตารางกิโลเมตร",
    "كم2",
    'קמ"ר',
    "平方公里",
    "平方千米",
    "平方キロ",
    "平方キロメートル",
    "제곱킬로미터",
)
HECTARES = ("ha", "га", "hectares", "hektar", "ettari", "hectáreas", "公顷", "公頃", "ヘクタール", "헥타르")
SQUARE_METRES = ("m2", "sq m", "qm", "平方米", "平方公尺", "平方メートル", "제곱미터")
SQUARE_MILES = ("sq mi", "sq miles", "square miles", "mi2", "平方英里")
MEASURES = {
    "": (Measure.NONE, Decimal(1)),
    **dict.fromkeys(PEOPLE, (Measure.PEOPLE, Decimal(1))),
    **dict.fromkeys(KM2, (Measure.AREA, Decimal(1))),
    **dict.fromkeys(HECTARES, (Measure.AREA, Decimal("0.01"))),
    **dict.fromkeys(SQUARE_METRES, (Measure.AREA, Decimal("0.000001"))),
    # The international mile.
    **dict.fromkeys(SQUARE_MILES, (Measure.AREA, Decimal("2.589988110336"))),
}
# With a full stop it shortens the Czech million; without, it is the Spanish thousand.
MILLION_OR_THOUSAND = re.compile(r"(?<!\w)mil\.")
LEADING_WORD = re.compile(r"^(?:单位|單位|単位|단위|unit|in|en)\s*[:：]?\s*", re.IGNORECASE)
# Between the multiplier and what is multiplied: "milliers d'habitants", "miles de habitantes", "thousands of people".
JOINT = re.compile(r"\s*(?:\b(?:of|de|di|van|od)\b|\bd['’])\s*|\s+")


def read_unit(text: str) -> Unit | None:
    """The unit that a text is, or None when it is something else."""
    word = text.strip()
    plain = unicodedata.normalize("NFKC", word).casefold()
    if MILLION_OR_THOUSAND.search(plain):
        return None
    plain = LEADING_WORD.sub("", plain).replace(".", "").strip()
    if not plain:
        return None
    for multiple, factor in (*MULTIPLES_LONGEST_FIRST, ("", Decimal(1))):
        rest = plain.removeprefix(multiple)
        if rest == plain and multiple:
            continue
        is_whole_word = not (multiple and multiple.isascii() and rest and rest[0].isalnum())
        measured = MEASURES.get(JOINT.sub(" ", rest).strip())
        if measured and is_whole_word:
            return Unit(word, factor * measured[1], measured[0])
    return None


MULTIPLES_LONGEST_FIRST = sorted(MULTIPLES.items(), key=lambda item: -len(item[0]))
