"""Workbooks to fill in: read again in any language, with lists, notes and examples that nobody imports by mistake."""

import io

import openpyxl
import pytest
from django.utils.translation import override

from partnerships.models import City
from sistercities.imports.column_labels import allowed_values, heading_text
from sistercities.imports.headers import Certainty, match_headings
from sistercities.imports.own_marks import is_example, is_own
from sistercities.imports.template_workbooks import export_workbook, template
from sistercities.sheet_examples import EXAMPLES
from sistercities.sheet_kinds import KINDS
from tests import factories
from tests.imports.files import read_sheet, saved
from tests.imports.library_run import check_sheet
from tests.imports.walking import Walk, upload, walk, worker
from tests.partnerships.sheets import outcomes

__all__ = ["walk", "worker"]
pytestmark = pytest.mark.django_db


def opened(*kinds: str) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(template({kind: KINDS[kind] for kind in kinds}, EXAMPLES)))


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_heading_is_known_again_by_its_code(kind: str, language: str) -> None:
    names = list(KINDS[kind]().get_export_order())
    with override(language):
        matches = match_headings([heading_text(KINDS[kind], name) for name in names], names, kind)
    assert [(match.field, match.certainty) for match in matches] == [(name, Certainty.CODE) for name in names]


def test_headings_are_in_the_reader_s_language() -> None:
    with override("zh-hans"):
        sheet = opened("cities")["cities"]
    words, code = sheet["B1"].value.splitlines()
    assert words.startswith("名称")
    assert code == "name_en"


def test_each_heading_of_a_date_says_how_vague_a_date_may_be() -> None:
    sheet = opened("partnerships")["partnerships"]
    since = next(cell for cell in sheet[1] if cell.value.endswith("since"))
    assert "2011-09" in since.comment.text


def test_short_vocabularies_are_offered_as_lists() -> None:
    workbook = opened("agreements")
    sheet = workbook["agreements"]
    column = next(cell.column_letter for cell in sheet[1] if cell.value.endswith("\nkind"))
    offers = [each for each in sheet.data_validations.dataValidation if f"{column}2" in each.sqref]
    assert len(offers) == 1
    lists = next(each for each in workbook if each.sheet_state == "hidden")
    offered = {cell.value for row in lists for cell in row}
    assert {words for _code, words in allowed_values(KINDS["agreements"].fields["kind"])} <= offered


def test_a_word_from_each_list_is_read_as_its_code() -> None:
    column = KINDS["exchanges"].fields["kind"]
    for language in ("en", "zh-hans"):
        with override(language):
            assert [column.read(words) for _code, words in allowed_values(column)] == [
                code for code, _words in allowed_values(column)
            ]


def test_two_examples_are_shown_and_marked_as_such() -> None:
    sheet = opened("exchanges")["exchanges"]
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert len(rows) == 2
    assert all(is_example(row[0]) for row in rows)


@pytest.mark.parametrize("kind", KINDS)
def test_cells_of_the_examples_can_be_read(kind: str) -> None:
    resource = KINDS[kind]
    for example in EXAMPLES[kind]:
        for name, cell in example.items():
            column = resource.fields[name]
            if not column.reads_directory and not hasattr(column.widget, "relations"):
                column.read(cell)


def test_workbook_for_all_kinds_has_a_sheet_each_and_explains_itself() -> None:
    workbook = opened(*KINDS)
    assert [name for name in workbook.sheetnames if not is_own(name)] == list(KINDS)
    guide = next(sheet for sheet in workbook if is_own(sheet.title) and sheet.sheet_state == "visible")
    assert any("An empty cell leaves what is recorded" in str(row[0]) for row in guide.iter_rows(values_only=True))


def test_exported_workbook_edited_in_one_cell_changes_just_that() -> None:
    factories.city(name_en="Huế", slug="hue")
    factories.city(name_en="Vinh", slug="vinh")
    resource = KINDS["cities"]
    content = export_workbook("cities", resource, resource().export())
    assert outcomes(check_sheet(resource(), read_sheet("cities.xlsx", content))) == ["unchanged", "unchanged"]
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    row = next(row for row in workbook["cities"].iter_rows(min_row=2) if row[0].value == "vinh")
    row[1].value = "Vinh City"
    report = check_sheet(resource(), read_sheet("cities.xlsx", saved(workbook)))
    assert sorted(outcomes(report)) == ["changed", "unchanged"]
    assert [change.new for row in report.rows for change in row.changes] == ["Vinh City"]


def test_exported_formula_is_text_in_a_workbook() -> None:
    factories.city(name_en="=1+1", slug="hue")
    resource = KINDS["cities"]
    sheet = openpyxl.load_workbook(io.BytesIO(export_workbook("cities", resource, resource().export())))["cities"]
    assert (sheet["B2"].value, sheet["B2"].data_type) == ("'=1+1", "s")


def test_examples_left_in_a_template_are_never_taken_in(walk: Walk) -> None:
    factories.home_city(name_en="Chongqing", slug="chongqing")
    workbook = opened("cities")
    workbook["cities"].append(["hue", "Huế", "", "", "", "", "VN"])
    walk.applied(saved(workbook), "template.xlsx", "")
    assert set(City.objects.values_list("slug", flat=True)) == {"chongqing", "hue"}
    assert "2 example rows are left out." in " ".join(walk.job.plan["sheets"][0]["notes"])


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_filled_template_is_read_in_the_language_it_was_made_in(walk: Walk, language: str) -> None:
    with override(language):
        workbook = opened("cities")
        home = next(each for each in allowed_values(KINDS["cities"].fields["is_home"]) if each[0] == "yes")[1]
    columns = {cell.value.splitlines()[-1]: cell.column for cell in workbook["cities"][1]}
    for name, value in {"name_en": "Huế", "country": "VN", "is_home": home}.items():
        workbook["cities"].cell(4, columns[name], value)
    walk.applied(saved(workbook), "template.xlsx", "")
    assert list(City.objects.values_list("name_en", "is_home")) == [("Huế", True)]


def test_template_with_nothing_but_its_examples_says_that_it_is_empty(walk: Walk) -> None:
    response = upload(walk.client, saved(opened("cities", "honours")), "template.xlsx", "")
    assert response.context["form"].errors["file"] == [
        "The file has headings but no rows.",
        "2 example rows are left out.",
    ]
