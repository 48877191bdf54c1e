"""The house rules of docs/layout.md, read off the source."""

import ast
from collections.abc import Callable, Iterable, Iterator
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
        {"citing", "distances", "facets", "neighbours", "reading", "references", "terms_of_records", "titles"},
        {
            "anniversaries",
            "city_photos",
            "city_records",
            "front",
            "front_choice",
            "letters",
            "source_actions",
            "statistics",
            "timeline",
        }
        | {"map_cells", "newest", "sitemaps"}
        | {"briefing", "chronicles", "coming_anniversaries", "recent_years", "timeline_choices", "topics"},
        {"api", "calendars", "contact_form", "exports", "filters", "photo_filters", "qr_codes", "resources", "tasks"}
        | {"city_orders", "facet_filters", "tie_filters", "wikidata", "word_filters"}
        | {"card_drawing", "card_fonts", "cards", "linked_data", "sharing"}
        | {"search", "search_kinds", "search_photos", "search_results", "search_rows", "search_suggestions"}
        | {"search_together"}
        | {"counted", "topic_maps", "figure_counts", "figure_dimensions", "figure_tables", "figures"},
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


@cache
def imports_of(path: Path) -> list[str]:
    return list(imported_modules(tree_of(path)))


def part_of(module: str) -> str:
    """The part of the house that `module` belongs to: an app, a kernel package, or `site`."""
    parts = [part for part in MAY_IMPORT if module == part or module.startswith(part + ".")]
    return parts[0] if parts else "site" if module.split(".")[0] == "sistercities" else ""


def layer_of(module: str) -> int | None:
    """The number of the layer of a module inside an app; None for a name that is no module of one."""
    app, *names = module.split(".")
    return next((number for number, layer in enumerate(LAYERS[app]) if names and names[0] in layer), None)


def offenders(paths: Iterable[Path], wrong: Callable[[Path], Iterable[str]]) -> dict[str, list[str]]:
    """What is wrong, by module; modules in which nothing is are left out. Thousands of tests of one module each would
    take longer than what they look at.
    """
    return {module_of(path): found for path in paths if (found := sorted(set(wrong(path))))}


def test_imports_run_one_way_between_the_parts() -> None:
    def wrong(path: Path) -> list[str]:
        part = part_of(module_of(path))
        allowed = MAY_IMPORT.get(part, set()) | {part, ""}
        return [name for name in imports_of(path) if part != "site" and part_of(name) not in allowed]

    assert offenders(sources(*PACKAGES), wrong) == {}


@pytest.mark.parametrize("app", LAYERS)
def test_every_module_of_an_app_stands_in_exactly_one_layer(app: str) -> None:
    modules = {module.split(".")[1] for module in map(module_of, sources(app)) if module != app}
    placed = [name for layer in LAYERS[app] for name in layer]
    assert modules == set(placed)
    assert len(placed) == len(set(placed))


def test_imports_run_one_way_between_the_layers_of_an_app() -> None:
    def wrong(path: Path) -> list[str]:
        app, layer = module_of(path).split(".")[0], layer_of(module_of(path))
        inside = [name for name in imports_of(path) if name.split(".")[0] == app]
        return [name for name in inside if None not in (layer, other := layer_of(name)) and other > layer]

    assert offenders(sources(*LAYERS), wrong) == {}


@pytest.mark.parametrize("app", LAYERS)
def test_views_and_admin_do_not_import_each_other(app: str) -> None:
    for path in sources(app):
        module = module_of(path)
        for side, other in (("views", "admin"), ("admin", "views")):
            if module.startswith(f"{app}.{side}"):
                assert not [name for name in imports_of(path) if name.startswith(f"{app}.{other}")]


def functions_of(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def test_functions_import_nothing() -> None:
    def wrong(path: Path) -> list[str]:
        return [function.name for function in functions_of(path) if list(imported_modules(function))]

    assert offenders(sources(*PACKAGES), wrong) == {}


def test_files_and_functions_stay_small() -> None:
    def wrong(path: Path) -> list[str]:
        lines = len(path.read_text(encoding="utf-8").splitlines())
        long = [f.name for f in functions_of(path) if f.end_lineno - f.lineno >= MOST_FUNCTION_LINES]
        return [*long, *([f"{lines} lines"] if lines > MOST_LINES else [])]

    assert offenders([*sources(*PACKAGES, "tests"), ROOT / "dev.py"], wrong) == {}


def test_modules_say_what_they_are_for_and_have_a_business_name() -> None:
    def wrong(path: Path) -> list[str]:
        tree = tree_of(path)
        is_silent = tree.body and not ast.get_docstring(tree)
        return [*(["no docstring"] if is_silent else []), *({path.stem} & FORBIDDEN_NAMES)]

    assert offenders(sources(*PACKAGES), wrong) == {}


def test_nothing_listens_to_signals() -> None:
    def wrong(path: Path) -> list[str]:
        return [name for name in imports_of(path) if "signals" in name.split(".")]

    assert offenders(sources(*PACKAGES), wrong) == {}


def templates() -> list[Path]:
    return sorted(path for package in PACKAGES for path in (ROOT / package).rglob("templates/**/*.html"))


def test_templates_are_small_and_free_of_inline_style_and_script() -> None:
    forbidden = ("<style", " style=", "<script>", "javascript:", " onclick=", " onload=", " onchange=")
    found = {}
    for path in templates():
        text = path.read_text(encoding="utf-8")
        wrong = [each for each in forbidden if each in text]
        lines = len(text.splitlines())
        found[str(path)] = wrong + ([f"{lines} lines"] if lines > MOST_TEMPLATE_LINES else [])
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


def test_nothing_of_ours_is_called_media_in_a_template() -> None:
    """Forms and the admin own that word."""
    for path in templates():
        text = path.read_text(encoding="utf-8")
        if "admin" not in path.parts:
            assert "{{ media" not in text
            assert " in media" not in text
