"""Lists as the offices of other countries have them: what is read, what is asked, and what is left alone."""

import io
from datetime import date
from typing import Any

import pytest
import xlwt  # type: ignore[import-untyped]

from sistercities.imports import jobs, running
from sistercities.imports.errors import SheetRefused
from sistercities.imports.plans import plan_of
from sistercities.imports.report_lines import lines_of
from tests.imports.files import csv_bytes, ods_bytes, ods_cell, xlsx_bytes
from tests.imports.planning import job_of, meanings, planned, refused, rows_of

pytestmark = pytest.mark.django_db
HOME = {"home_city": "Chongqing", "home_country": "CN", "tie_class": "sister_city"}


def columns_of(*headings: str, rows: list[list[Any]]) -> dict[str, str]:
    return meanings(planned("list.csv", csv_bytes(headings, *rows)))


def partners(name: str, data: bytes, **edits: Any) -> list[dict[str, Any]]:
    """The partner cities that a list makes."""
    job = job_of(name, data, "ties", constants=HOME, **edits)
    job.decisions["all_new_places"] = True
    return [row for row in rows_of(job, "cities") if row["slug"] != "chongqing"]


@pytest.mark.parametrize(
    ("headings", "row", "certain"),
    [
        (("Miasto", "Miasto partnerskie", "Kraj", "Data podpisania umowy"), ["Łódź", "Chemnitz", "Niemcy", "1972"], 3),
        (("Obec", "Partnerské město", "Stát", "Rok uzavření"), ["Plzeň", "Žilina", "Slovensko", "1999"], 3),
        (("Település", "Testvérváros", "Ország", "Kapcsolat kezdete"), ["Pécs", "Graz", "Ausztria", "1989"], 3),
        (("Город", "Город-побратим", "Страна", "Дата подписания"), ["Иркутск", "Шэньян", "Китай", "1992"], 3),
        (("Місто", "Місто-побратим", "Країна", "Дата підписання"), ["Київ", "Лейпциг", "Німеччина", "1961"], 3),
        (("Belediye", "Kardeş Şehir", "Ülke", "Protokol Tarihi"), ["Ankara", "Seul", "Güney Kore", "1971"], 3),
        (("Địa phương", "Đối tác nước ngoài", "Quốc gia", "Ngày ký"), ["Huế", "Gyeongju", "Hàn Quốc", "2007"], 3),
        (("จังหวัด", "เมืองพี่เมืองน้อง", "ประเทศ", "วันที่ลงนาม"), ["เชียงใหม่", "ฉงชิ่ง", "จีน", "พ.ศ. 2543"], 3),
        (("Kota", "Kota Kembar", "Negara", "Tanggal MoU"), ["Bandung", "Liuzhou", "Tiongkok", "2005"], 3),
        (("Cidade", "Cidade-irmã", "País", "Data do acordo"), ["Curitiba", "Hangzhou", "China", "1994"], 3),
        (("Gemeente", "Partnergemeente", "Land", "Sinds"), ["Rotterdam", "Shanghai", "China", "1979"], 3),
        (("Kommun", "Vänort", "Land", "Sedan"), ["Göteborg", "Shanghai", "Kina", "1986"], 3),
        (("المدينة", "المدينة التوأم", "الدولة", "تاريخ التوقيع"), ["دبي", "شنغهاي", "الصين", "٢٠٠٩"], 3),
        (("עיר", "עיר תאומה", "מדינה", "תאריך חתימה"), ["חיפה", "שאנטו", "סין", "2015"], 3),
        (("Δήμος", "Αδελφοποιημένη πόλη", "Χώρα", "Έτος αδελφοποίησης"), ["Αθήνα", "Πεκίνο", "Κίνα", "2005"], 3),
        (("自治体名", "提携自治体名", "相手国", "提携年月日"), ["広島市", "重慶市", "中国", "1986/10/23"], 4),
        (("시군구", "교류도시", "교류국가", "결연일자"), ["수원시", "지난시", "중국", "1993.10.27"], 3),
        (("我方城市", "外國姊妹市", "所屬國別", "締結日期(民國)"), ["臺南市", "仙台市", "日本", "095/01/20"], 4),
        (("中方", "外方", "国别", "缔结日期"), ["重庆市", "广岛市", "日本", "1986.10.23"], 4),
    ],
)
def test_a_list_of_ties_is_known_by_its_headings(headings: tuple[str, ...], row: list[str], certain: int) -> None:
    sheet = planned("list.csv", csv_bytes(headings, row, row))
    assert sheet["kind"] == "ties"
    assert [column["field"] for column in sheet["columns"]] == ["home_city", "partner_city", "country", "signed_on"]
    assert sum(column["certainty"] != "proposed" for column in sheet["columns"]) == certain


def test_a_column_of_provinces_is_no_country_whatever_it_is_called() -> None:
    rows = [["Seattle", "WA", "Kobe", "Japan"], ["Boston", "MA", "Kyoto", "Japan"]]
    found = columns_of("City", "State", "Sister City", "Country", rows=rows)
    assert found == {"City": "home_city", "State": "", "Sister City": "partner_city", "Country": "country"}


def test_a_column_of_countries_is_proposed_although_its_heading_is_unknown() -> None:
    sheet = planned("a.csv", csv_bytes(("Sister city", "Wo?"), ["Lyon", "Frankreich"], ["Pisa", "Italien"]), "ties")
    column = sheet["columns"][1]
    assert (column["field"], column["certainty"]) == ("country", "proposed")
    assert "names of countries" in column["why"]


def test_each_of_several_columns_of_partners_makes_a_row() -> None:
    headings = ("Remarks", "Partner 1", "Country 1", "Partner 2", "Country 2")
    rows = partners(
        "a.csv", csv_bytes(headings, ["see below", "Lyon", "France", "Pisa", "Italy"], ["none", "Hue", "VN", "", ""])
    )
    assert [(row["name_en"], row["country"]) for row in rows] == [("Lyon", "FR"), ("Pisa", "IT"), ("Hue", "VN")]


def test_what_a_web_page_puts_beside_names_and_dates_is_left_out() -> None:
    data = csv_bytes(("Sister city", "Country", "Since"), ["🇫🇷 Lyon[2]", "🇫🇷 France", "1982[3][4]"])
    job = job_of("a.csv", data, "ties", constants=HOME)
    job.decisions["all_new_places"] = True
    assert rows_of(job, "cities")[-1]["name_en"] == "Lyon"
    assert rows_of(job, "partnerships")[0]["since"] == "1982"


@pytest.mark.parametrize("name", ["Paris†", "Paris*", "K�ln", "BesanÃ§on", "MÃ¼nchen", "é‡\u008dåº†"])
def test_a_name_with_a_mark_or_a_lost_letter_is_sent_back(name: str) -> None:
    data = csv_bytes(("Sister city", "Country"), [name, "France"])
    job = job_of("a.csv", data, "ties", constants=HOME)
    job.decisions["all_new_places"] = True
    assert len(set(refused(rows_of(job, "partnerships")))) == 1
    assert len(rows_of(job, "cities")) == 1


@pytest.mark.parametrize(
    ("heading", "cell", "number"),
    [
        ("Население (тыс.)", "6690", 6_690_000),
        ("Ludność (tys.)", "12,5", 12_500),
        ("Population", "1,2 млн", 1_200_000),
        ("Nüfus (bin)", "5", 5_000),
        ("Dân số (triệu người)", "1,5", 1_500_000),
        ("ประชากร (ล้านคน)", "1.5", 1_500_000),
        ("Jumlah penduduk (ribu jiwa)", "7", 7_000),
    ],
)
def test_units_of_many_languages_are_applied(heading: str, cell: str, number: int) -> None:
    (row,) = partners("a.csv", csv_bytes(("Sister city", "Country", heading), ["Lyon", "France", cell]))
    assert row["population"] == number


def test_a_unit_of_two_meanings_is_not_guessed() -> None:
    data = csv_bytes(("Sister city", "Country", "Population"), ["Brno", "Czechia", "1,2 mil."])
    job = job_of("a.csv", data, "ties", constants=HOME)
    job.decisions["all_new_places"] = True
    assert len(refused(rows_of(job, "cities"))) == 1


def test_a_date_of_an_event_that_may_be_a_span_is_read_as_one() -> None:
    rows = [["3-7 May 2018", "Fair", "trade"], ["June 2019", "Tour", "culture"]]
    job = job_of("a.csv", csv_bytes(("Start", "Event", "Kind"), *rows), "exchanges", constants={"home_city": "x"})
    dates = [(row["starts_on"], row.get("ends_on")) for row in rows_of(job, "exchanges")]
    assert dates == [("2018-05-03", "2018-05-07"), ("2019-06", None)]


def test_a_wikidata_export_is_read_with_its_numbers_and_its_precision() -> None:
    entity, day = "http://www.wikidata.org/entity/{}", "T00:00:00Z"
    headings = ("twin", "twinLabel", "country", "countryLabel", "coord", "start", "precision")
    lyon = [
        entity.format("Q456"),
        "Lyon",
        entity.format("Q142"),
        "France",
        "Point(4.84 45.76)",
        f"1982-01-01{day}",
        "9",
    ]
    hue = [
        entity.format("Q36167"),
        "Hue",
        entity.format("Q881"),
        "Vietnam",
        "Point(107.5 16.4)",
        f"2011-09-26{day}",
        "11",
    ]
    data = csv_bytes(headings, lyon, hue)
    found = meanings(planned("a.csv", data, "ties"))
    assert found["twin"] == "wikidata_id"
    assert (found["country"], found["countryLabel"]) == ("", "country")
    job = job_of("a.csv", data, "ties", constants=HOME, columns={5: {"field": "signed_on"}})
    job.decisions["all_new_places"] = True
    assert [row.get("wikidata_id") for row in rows_of(job, "cities")][-2:] == ["Q456", "Q36167"]
    assert [row["since"] for row in rows_of(job, "partnerships")] == ["1982", "2011-09-26"]


def test_a_second_table_below_is_named_and_not_read_under_the_headings_of_the_first() -> None:
    rows = [["Lyon", "France", "1982"], [], ["Visits"], ["Event", "Date", "Participants"], ["Fair", "2018", "25"]]
    sheet = planned("a.csv", csv_bytes(("Sister city", "Country", "Since"), *rows), "ties")
    assert sheet["rows"] == 1
    assert any("Rows 4, 5, 6 belong to another table" in note for note in sheet["notes"])


def test_two_lists_side_by_side_are_named() -> None:
    headings = ("City", "Country", "Year", "", "City", "Country", "Year")
    data = csv_bytes(headings, ["Lyon", "France", "1982", "", "Ufa", "Russia", "2000"])
    notes = planned("a.csv", data, "ties")["notes"]
    assert [note for note in notes if "Several columns are called City; Country; Year" in note]


def test_a_title_above_repeated_headings_is_a_section() -> None:
    headings = ("Sister city", "Country", "Since")
    rows = [["Lyon", "France", "1982"], [], ["Friendship cities"], headings, ["Leicester", "UK", "1993"]]
    sheet = planned("a.csv", csv_bytes(headings, *rows), "ties")
    assert (sheet["rows"], sheet["sections"]) == (2, ["Friendship cities"])


def test_a_sheet_that_lies_on_its_side_is_refused_with_what_to_do() -> None:
    data = xlsx_bytes(("Sister city", "Lyon", "Pisa"), ["Country", "France", "Italy"], ["Population", 500, 90])
    with pytest.raises(SheetRefused, match="Turn rows into columns"):
        plan_of("a.xlsx", data)


def test_a_list_without_headings_does_not_lose_its_first_row_to_them() -> None:
    data = csv_bytes(("Chongqing", "Bangkok", "Thailand", "2011"), ["Chongqing", "Lyon", "France", "1982"])
    (sheet,) = plan_of("a.csv", data, "ties")["sheets"]
    assert (sheet["rows"], sheet["questions"][0]["kind"]) == (2, "header")


def test_a_count_is_not_asked_about_its_comma() -> None:
    data = csv_bytes(("Sister city", "Population"), ["Lyon", "122,643"])
    assert "mark" not in [each["kind"] for each in planned("a.csv", data, "ties")["questions"]]


def test_a_cell_that_cannot_be_read_is_one_mistake_though_two_records_need_it() -> None:
    data = csv_bytes(("Sister city", "Country", "Since", "Kind"), ["Lyon", "France", "sometime", "memorandum"])
    job = job_of("a.csv", data, "ties", constants=HOME, columns={3: {"field": "kind"}})
    job.decisions["all_new_places"] = True
    job.save()
    jobs.start_check(job, in_background=False)
    running.check(str(job.pk))
    assert len(list(lines_of(job))) == 1


def test_the_country_of_our_own_cities_is_offered_as_a_value_for_all_rows() -> None:
    data = csv_bytes(("home_city", "Sister city", "Country"), ["Chongqing", "Lyon", "France"])
    assert planned("a.csv", data, "ties")["proposed_constants"] == {"home_country": ""}


def test_an_open_document_sheet_tells_its_merged_cells_and_hidden_rows() -> None:
    head = "".join(ods_cell(text) for text in ("国家", "友城"))
    first = ods_cell("泰国", 'table:number-rows-spanned="2"') + ods_cell("曼谷")
    rows = (
        f"<table:table-row>{head}</table:table-row><table:table-row>{first}</table:table-row>"
        f'<table:table-row table:visibility="collapse"><table:covered-table-cell/>{ods_cell("清迈")}</table:table-row>'
    )
    assert [row["country"] for row in partners("a.ods", ods_bytes(rows))] == ["TH", "TH"]
    assert any("Row 3 is hidden" in note for note in planned("a.ods", ods_bytes(rows), "ties")["notes"])


def test_an_old_workbook_gives_its_days_and_years() -> None:
    book = xlwt.Workbook()
    sheet, day = book.add_sheet("友城"), xlwt.easyxf(num_format_str="YYYY-MM-DD")
    for row, cells in enumerate(
        (("友好城市", "国家", "结好日期"), ("曼谷", "泰国", date(2011, 9, 26)), ("里昂", "法国", 1982))
    ):
        for column, cell in enumerate(cells):
            sheet.write(row, column, cell, day if isinstance(cell, date) else xlwt.Style.default_style)
    file = io.BytesIO()
    book.save(file)
    job = job_of("list.xls", file.getvalue(), "ties", constants=HOME)
    job.decisions["all_new_places"] = True
    assert [row["since"] for row in rows_of(job, "partnerships")] == ["2011-09-26", "1982"]


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("город-побратим", "sister_city"),
        ("Miasto partnerskie", "sister_city"),
        ("Kardeş Şehir", "sister_city"),
        ("เมืองพี่เมืองน้อง", "sister_city"),
        ("توأمة", "sister_city"),
        ("Amizade", "friendly_exchange"),
    ],
)
def test_the_class_of_a_tie_is_read_in_the_words_of_its_language(word: str, code: str) -> None:
    data = csv_bytes(("home_city", "Sister city", "Country", "Type"), ["Chongqing", "Lyon", "France", word])
    job = job_of("a.csv", data, "ties", constants={"home_country": "CN"})
    job.decisions["all_new_places"] = True
    assert [row["tie_class"] for row in rows_of(job, "partnerships")] == [code]
