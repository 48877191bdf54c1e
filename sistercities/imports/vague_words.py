"""Words for parts of years and months that no date has: seasons, quarters, halves, beginnings and ends.

Compared folded: lower case, without accents. Before what they belong to, or behind it.
"""

import re
import unicodedata

# Each may be inflected where its language does so.
SEASONS = (
    *("spring", "summer", "autumn", "fall", "winter", "springtime", "summertime"),
    *("fruhling", "fruhjahr", "fruhsommer", "sommer", "spatsommer", "herbst", "spatherbst"),
    *("printemps", "ete", "automne", "hiver", "primavera", "estate", "autunno", "inverno"),
    *("verano", "otono", "invierno", "verao", "outono", "primavara", "vara", "toamna", "iarna"),
    *("lente", "voorjaar", "zomer", "herfst", "najaar", "foraret", "forar", "sommeren", "efterar", "efteraret"),
    *("vinter", "vinteren", "var", "varen", "sommar", "sommaren", "host", "hosten", "vintern"),
    *("kevat", "kevaalla", "kesa", "kesalla", "syksy", "syksylla", "talvi", "talvella"),
    *("wiosna", "lato", "latem", "jesien", "jesienia", "zima"),
    *("jaro", "jare", "leto", "lete", "podzim", "zime", "jar", "jesen", "jeseni", "proljece", "ljeto", "prolece"),
    *("tavasz", "tavaszan", "nyar", "nyaran", "osz", "oszen", "tel", "telen"),
    *("весна", "весной", "весны", "лето", "летом", "осень", "осенью", "зима", "зимой"),
    *("навесні", "весною", "літо", "влітку", "осінь", "восени", "взимку", "пролет", "пролетта", "лято", "лятото"),
    *("есен", "есента", "зимата", "ανοιξη", "καλοκαιρι", "φθινοπωρο", "χειμωνας", "χειμωνα"),
    *("ilkbahar", "ilkbaharda", "bahar", "yaz", "yazinda", "sonbahar", "sonbaharda", "guz", "kis"),
    *("mua xuan", "mua he", "mua ha", "mua thu", "mua đong", "musim semi", "musim panas", "musim gugur"),
    *("ربيع", "صيف", "خريف", "شتاء", "אביב", "קיץ", "סתיו", "סתו", "חורף", "ฤดูร้อน", "ฤดูหนาว", "ฤดูฝน"),
)
EDGES = (
    *("early", "mid", "middle", "late", "beginning", "begin", "start", "end", "first half", "second half"),
    *("1st half", "2nd half", "latter half", "year-end", "anfang", "mitte", "ende", "erste halfte", "zweite halfte"),
    *(
        "debut",
        "mi",
        "milieu",
        "courant",
        "fin",
        "premier semestre",
        "second semestre",
        "inizio",
        "inizi",
        "meta",
        "fine",
    ),
    *(
        "principios",
        "inicios",
        "comienzos",
        "mediados",
        "fines",
        "finales",
        "inicio",
        "comeco",
        "meados",
        "fim",
        "final",
    ),
    *(
        "begin",
        "midden",
        "eind",
        "einde",
        "begyndelsen",
        "slutningen",
        "midten",
        "starten",
        "borjan",
        "mitten",
        "slutet",
    ),
    *("alku", "alussa", "loppu", "lopussa", "poczatek", "poczatku", "polowa", "polowie", "koniec", "koncu"),
    *("zacatek", "zacatku", "polovina", "polovine", "konec", "konci", "zaciatok", "zaciatku", "koniec", "pocetak"),
    *("pocetkom", "sredinom", "krajem", "kraj", "inceput", "inceputul", "mijlocul", "sfarsit", "sfarsitul"),
    *("elejen", "eleje", "kozepen", "kozepe", "vegen", "vege", "elso fele", "masodik fele"),
    *("начало", "начале", "середина", "середине", "конец", "конце", "початок", "початку", "середині", "кінець"),
    *("кінці", "наприкінці", "началото", "средата", "края", "край", "αρχες", "μεσα", "τελη", "τελος"),
    *("basi", "baslari", "ortasi", "ortalari", "sonu", "sonlari", "đau", "đau nam", "giua", "giua nam", "cuoi"),
    *("cuoi nam", "awal", "awal tahun", "pertengahan", "akhir", "akhir tahun", "بداية", "مطلع", "أوائل", "منتصف"),
    *("أواخر", "نهاية", "תחילת", "ראשית", "אמצע", "סוף", "ต้น", "ต้นปี", "กลาง", "กลางปี", "ปลาย", "ปลายปี", "สิ้นปี"),
    *("ต้นเดือน", "กลางเดือน", "ปลายเดือน", "สิ้นเดือน", "ครึ่งปีแรก", "ครึ่งปีหลัง"),
)
NUMBERED = (
    r"[qkth]\s?[1-4]",
    r"[1-4]\s?[qkth]",
    r"(?:[1-4](?:st|nd|rd|th|\.|e|er|eme|o|º|ª|-[а-яё]{1,2})?|i{1,3}|iv|first|second|third|fourth|last)\s?"
    r"(?:quarter|quartal|quart|trimestre|trimestr|trim|trymestr|kwartal|kwartaal|kw|kvartal|kvartaali|kvartal\.?et|kv|ctvrtleti"
    r"|stvrtrok|negyedev|negyed|tromjesecje|ceyrek|τριμηνο|квартал[ае]?|кв|тримесечие)\.?",
    r"(?:[12](?:st|nd|\.|e|er|o|º|-[а-яё]{1,2})?|i{1,2}|first|second|erstes|zweites)\s?"
    r"(?:half|halbjahr|semestre|semester|sem|semestr|polrocze|pololeti|polrok|felev|halvar|halfjaar|halvaret"
    r"|полугоди[ея]|півріччя|полугодие|yariyil|εξαμηνο)\.?",
    r"(?:quarter|quartal|trimestre|trim|kwartal|kvartal|quy|triwulan|kuartal|semester|ไตรมาส(?:ที่)?)\s?(?:[1-4]|i{1,3}|iv)",
    r"[1-4]\.?\s?(?:ceyregi|ceyrek)",
)
# The words of these, and of decades: a text without any is not looked at closer.
UNITS = (
    *("quarter", "quartal", "trimestre", "trimestr", "trim", "trymestr", "kwartal", "kwartaal", "kvartal", "kvartaali"),
    *(
        "half",
        "halbjahr",
        "semestre",
        "semester",
        "sem",
        "semestr",
        "kv",
        "kw",
        "кв",
        "квартал",
        "квартала",
        "квартале",
    ),
    *(
        "ctvrtleti",
        "stvrtrok",
        "negyedev",
        "felev",
        "polrocze",
        "pololeti",
        "polrok",
        "полугодие",
        "півріччя",
        "τριμηνο",
    ),
    *("quy", "triwulan", "kuartal", "ceyrek", "ceyregi", "yariyil", "annees", "anni", "anos", "decada", "anii", "lata"),
    *("jaren", "leta", "roky", "dekade", "dasawarsa", "century", "siecle", "secolo", "siglo", "seculo", "jahrhundert"),
    *("век", "wiek", "stoleti", "eeuw", "yuzyil", "er", "talet", "luku", "luvulla", "luvun"),
)
# Chinese, Japanese and Korean write them behind the year or month, without a gap.
BEHIND = (
    *("春", "夏", "秋", "冬", "春季", "夏季", "秋季", "冬季", "春天", "夏天", "秋天", "冬天", "春节", "春節", "春節前"),
    *("暑期", "暑假", "寒假", "初", "底", "末", "中", "中期", "下半", "上半", "后期", "後期"),
    *("前期", "初期", "末期", "前半", "後半", "后半", "上半期", "下半期", "初头", "初頭", "岁末", "歲末"),
    *("上半年", "下半年", "上旬", "中旬", "下旬", "初旬", "上半月", "下半月", "月初", "月底", "月中", "月末"),
    *(
        "봄",
        "여름",
        "가을",
        "겨울",
        "초",
        "중순",
        "중반",
        "말",
        "초순",
        "하순",
        "상순",
        "상반기",
        "하반기",
        "초반",
        "후반",
    ),
)
# Behind a year that has its 年 already.
BEHIND_YEAR = ("年初", "年底", "年末", "年中", "年头", "年頭", "年終", "年终")
BEHIND_NUMBERED = (
    r"第?[一二三四1-4](?:个)?(?:季度|季|四半期)",
    r"제?\s?[1-4](?:/4)?\s?분기",
    r"q[1-4]",
)
LINKS = (
    *("of", "of the", "of the year", "the", "in", "in the", "im", "des", "des jahres", "von", "vom", "van", "van het"),
    *("de", "de l'annee", "de l'an", "del", "del ano", "dell'anno", "di", "do", "do ano", "da", "dos", "roku", "roka"),
    *("af", "i", "av", "pa", "a", "au", "la", "lui", "anului", "god", "godine", "tahun", "nam", "του", "года", "року"),
    *("на", "од", "từ", "ปี", "عام", "سنة", "שנת", "jahr", "year", "anno"),
)
LEADS = (
    *(
        "in",
        "in the",
        "in early",
        "the",
        "at the",
        "by the",
        "towards the",
        "at",
        "im",
        "am",
        "zum",
        "zu",
        "gegen",
        "au",
        "a",
        "a l'",
    ),
    *("en", "al", "a la", "nel", "nella", "in", "no", "na", "em", "v", "ve", "w", "we", "i", "om", "pa", "for", "op"),
    *(
        "в",
        "во",
        "на",
        "у",
        "під",
        "през",
        "στα",
        "στις",
        "στο",
        "la",
        "el",
        "il",
        "l'",
        "le",
        "pod",
        "vao",
        "pada",
        "ในช่วง",
        "ช่วง",
    ),
)


def alternatives(words: tuple[str, ...]) -> str:
    """The words as alternatives of a pattern, the longest first."""
    return "|".join(sorted(map(re.escape, dict.fromkeys(map(without_accents, words))), key=len, reverse=True))


def without_accents(text: str) -> str:
    """The text with Chinese, Japanese, Korean and Thai as they are."""
    decomposed = unicodedata.normalize("NFKD", text).replace("ł", "l")
    return unicodedata.normalize("NFC", "".join(char for char in decomposed if not "\u0300" <= char <= "\u036f"))
