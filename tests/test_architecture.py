"""The house rules of docs/layout.md, read off the source."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("sistercities", "partnerships", "media")
MOST_LINES = 300
MOST_FUNCTION_LINES = 40
MOST_TEMPLATE_LINES = 120

# What each part of the house may import of ours, besides itself. The site (urls, settings, views, demo) may import all.
MAY_IMPORT = {
    "sistercities.common": set(),
    "sistercities.imports": {"sistercities.common"},
    "media": {"sistercities.common", "sistercities.imports"},
    "partnerships": {"sistercities.common", "sistercities.imports", "media"},
}
# Inside an app, each layer may import the layers before it: what is true of a record comes before what shows it. Every
# module stands in one.
LAYERS = {
    "partnerships": (
        {"choices", "continents", "validators"},
        {"open_answers", "querysets"},
        {"models", "translation"},
        {"map_projection", "land_outlines", "map_arcs", "map_clusters", "map_names"},
        {"map_markers", "mini_map", "world_map"},
        {"citing", "distances", "facets", "neighbours", "reading", "references", "terms_of_records"},
        {"anniversaries", "city_photos", "city_records", "front", "front_choice", "letters", "source_actions", "statistics", "timeline"}
        | {"map_cells", "newest", "sitemaps"}
        | {"briefing", "chronicles", "coming_anniversaries", "recent_years", "timeline_choices", "topics"},
        {"api", "calendars", "contact_form", "exports", "filters", "photo_filters", "qr_codes", "resources", "tasks"}
        | {"facet_filters", "tie_filters", "wikidata"}
        | {"card_drawing", "card_fonts", "cards", "linked_data", "sharing"}
        | {"search", "search_kinds", "search_results", "search_rows", "search_suggestions"}
        | {"counted", "figure_counts", "figure_dimensions", "figure_tables", "figures"},
        {"admin", "apps", "open_urls", "templatetags", "urls", "views"},
    ),
    "media": (
        {"choices", "orientation", "sizes", "office_files"},
        {"decoders", "drawing", "inspection", "querysets"},
        {"models", "translation"},
        {"pictures", "renditions", "rights", "usage"},
        {"linked_data", "stocktaking", "tasks"},
        {"photo_directory", "showing", "storing", "uploads"},
        {"attaching"},
        {"filters", "resources", "viewing"},
        {"admin", "apps", "file_urls", "management", "templatetags", "urls", "views"},
    ),
}
FORBIDDEN_NAMES = {"utils", "helpers", "misc", "util", "helper"}


def sources(*packages: str) -> list[Path]:
    return sorted(
        path
        for package in packages
        for path in (ROOT / package).rglob("*.py")
        if "migrations" not in path.parts and "__pycache__" not in path.parts
    )


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported_modules(node: ast.AST) -> Iterator[str]:
    for child in ast.walk(node):
        if isinstance(child, ast.Import):
            yield from (alias.name for alias in child.names)
        elif isinstance(child, ast.ImportFrom) and child.module:
            yield child.module
            yield from (f"{child.module}.{alias.name}" for alias in child.names)


def part_of(module: str) -> str:
    """The part of the house that `module` belongs to: an app, a kernel package, or `site`."""
    parts = [part for part in MAY_IMPORT if module == part or module.startswith(part + ".")]
    return parts[0] if parts else "site" if module.split(".")[0] == "sistercities" else ""


def layer_of(module: str) -> int | None:
    """The number of the layer of a module inside an app; None for a name that is no module of one."""
    app, *names = module.split(".")
    return next((number for number, layer in enumerate(LAYERS[app]) if names and names[0] in layer), None)


@pytest.mark.parametrize("path", sources(*PACKAGES), ids=module_of)
def test_imports_run_one_way_between_the_parts(path: Path) -> None:
    part = part_of(module_of(path))
    if part == "site":
        return
    allowed = MAY_IMPORT[part] | {part, ""}
    wrong = {name for name in imported_modules(tree_of(path)) if part_of(name) not in allowed}
    assert wrong == set()


@pytest.mark.parametrize("app", LAYERS)
def test_every_module_of_an_app_stands_in_exactly_one_layer(app: str) -> None:
    modules = {module.split(".")[1] for module in map(module_of, sources(app)) if module != app}
    placed = [name for layer in LAYERS[app] for name in layer]
    assert modules == set(placed)
    assert len(placed) == len(set(placed))


@pytest.mark.parametrize("path", sources(*LAYERS), ids=module_of)
def test_imports_run_one_way_between_the_layers_of_an_app(path: Path) -> None:
    module = module_of(path)
    app, layer = module.split(".")[0], layer_of(module)
    if layer is None:
        return
    inside = [name for name in imported_modules(tree_of(path)) if name.split(".")[0] == app]
    wrong = {name for name in inside if (other := layer_of(name)) is not None and other > layer}
    assert wrong == set()


@pytest.mark.parametrize("app", LAYERS)
def test_views_and_admin_do_not_import_each_other(app: str) -> None:
    for path in sources(app):
        module = module_of(path)
        for side, other in (("views", "admin"), ("admin", "views")):
            if module.startswith(f"{app}.{side}"):
                assert not [name for name in imported_modules(tree_of(path)) if name.startswith(f"{app}.{other}")]


@pytest.mark.parametrize("path", sources(*PACKAGES), ids=module_of)
def test_functions_import_nothing(path: Path) -> None:
    functions = [n for n in ast.walk(tree_of(path)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert {function.name for function in functions if list(imported_modules(function))} == set()


@pytest.mark.parametrize("path", [*sources(*PACKAGES, "tests"), ROOT / "dev.py"], ids=module_of)
def test_files_and_functions_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES
    functions = [n for n in ast.walk(tree_of(path)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = {f.name: f.end_lineno - f.lineno + 1 for f in functions if f.end_lineno - f.lineno >= MOST_FUNCTION_LINES}
    assert long == {}


@pytest.mark.parametrize("path", sources(*PACKAGES), ids=module_of)
def test_modules_say_what_they_are_for_and_have_a_business_name(path: Path) -> None:
    tree = tree_of(path)
    assert path.stem not in FORBIDDEN_NAMES
    assert not tree.body or ast.get_docstring(tree)


@pytest.mark.parametrize("path", sources(*PACKAGES), ids=module_of)
def test_nothing_listens_to_signals(path: Path) -> None:
    assert not [name for name in imported_modules(tree_of(path)) if "signals" in name.split(".")]


def templates() -> list[Path]:
    return sorted(path for package in PACKAGES for path in (ROOT / package).rglob("templates/**/*.html"))


@pytest.mark.parametrize("path", templates(), ids=lambda path: str(path.relative_to(ROOT)))
def test_templates_are_small_and_free_of_inline_style_and_script(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MOST_TEMPLATE_LINES
    for forbidden in ("<style", " style=", "<script>", "javascript:", " onclick=", " onload=", " onchange="):
        assert forbidden not in text


def test_nothing_of_ours_is_called_media_in_a_template() -> None:
    """Forms and the admin own that word."""
    for path in templates():
        text = path.read_text(encoding="utf-8")
        if "admin" not in path.parts:
            assert "{{ media" not in text
            assert " in media" not in text
