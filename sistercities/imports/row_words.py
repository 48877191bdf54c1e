"""The words by which rows are known that are no records: totals, counts of a section, remarks below a list."""

import re

from sistercities.common.folding import fold

COUNT_WORD = (
    r"(?:对|對|个|個|座|城|市|组|項|项|件|条|都市|쌍|개|건|cities|towns|pairs|ties|partners|partnerships|"
    r"städte|partnerschaften|villes|jumelages|città|gemellaggi|ciudades|hermanamientos)?"
)
COUNT = rf"(\d{{1,6}})\s*{COUNT_WORD}"
IN_ALL = r"(?:共|计|計|合计|total:?)?\s*"
# 亚洲（15对）, Europe (12), 欧洲：12个, Asien – 7 Partnerschaften
SECTION = re.compile(
    rf"(.+?)\s*(?:[(\[【]\s*{IN_ALL}{COUNT}\s*[)\]】]|[:：]\s*{IN_ALL}{COUNT}|\s[-–—]\s*{COUNT})", re.IGNORECASE
)
# 一、亚洲; (二) 欧洲; II. Europa; A) Asia
ORDINAL = re.compile(
    r"(?:第?[一二三四五六七八九十]+[、.:章节]|[(（][一二三四五六七八九十\d]+[)）]|[IVX]+[.)]|[A-H][.)])\s*(?=\S)"
)
TOTALS = (
    *(
        "合计",
        "总计",
        "共计",
        "总数",
        "合計",
        "總計",
        "共計",
        "計",
        "计",
        "总",
        "総計",
        "合计数",
        "합계",
        "총계",
        "계",
        "total",
    ),
    *("grand total", "totals", "sum", "in total", "summe", "gesamt", "insgesamt", "gesamtsumme", "total général"),
    *("totale", "totale generale", "somma", "total general", "suma", "totaal", "totalt", "i alt", "yhteensä", "razem"),
    *("ogółem", "celkem", "spolu", "összesen", "ukupno", "общо", "итого", "всего", "разом", "усього", "σύνολο"),
    *("toplam", "genel toplam", "tổng", "tổng cộng", "tổng số", "รวม", "รวมทั้งหมด", "jumlah", "jumlah total"),
    *("المجموع", "الإجمالي", 'סה"כ', "סך הכל", "soma", "total geral"),
)
SUBTOTALS = (
    "小计",
    "小計",
    "소계",
    "subtotal",
    "sub total",
    "zwischensumme",
    "sous total",
    "subtotale",
    "totale parziale",
)
SUBTOTAL_WORDS = frozenset(map(fold, SUBTOTALS))
TOTAL_SENTENCE = re.compile(rf"(?:以上)?(?:总共|總共|共有|共)\s*(\d{{1,6}})\s*{COUNT_WORD}.{{0,12}}")
TOTAL = re.compile(
    rf"({'|'.join(sorted(map(re.escape, (*TOTALS, *SUBTOTALS)), key=len, reverse=True))})(?:\s*[:：]\s*|\s+|(?=[\d(]))?"
    rf"[(\[]?\s*(?:{COUNT})?\s*[)\]]?",
    re.IGNORECASE,
)
NOTE = re.compile(
    r"(?:注|备注|備註|備考|说明|說明|资料来源|來源|来源|出典|비고|주|출처|note|notes|n\.b|source|sources|quelle|anmerkung"
    r"|hinweis|stand|remarque|remarques|nota|fonte|fuente|legend|legende|légende|leyenda|legenda|key|bron|källa|kilde"
    r"|lähde|uwaga|uwagi|źródło|zdroj|poznámka|forrás|megjegyzés|sursa|izvor|примечание|источник|примітка|джерело"
    r"|πηγή|σημείωση|kaynak|ghi chú|nguồn|หมายเหตุ|ที่มา|catatan|sumber|المصدر|ملاحظة|מקור|הערה"
    r"|制表|填表|填报|统计时间|截至)\d*\s*[:：].*|[*※].*",
    re.IGNORECASE | re.DOTALL,
)
