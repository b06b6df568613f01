"""The tree is the first page of the documentation: its folders, its arrow, its names."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGES = ("pages", "dashboard", "models", "data")
LAYOUT = ("pages/", "dashboard/app.py", "dashboard/main.py", "dashboard/ui/")
"""Where Streamlit may be imported."""


def sources(*packages: str) -> Iterator[Path]:
    for package in packages or PACKAGES:
        yield from sorted((ROOT / package).rglob("*.py"))


def imported(path: Path) -> set[str]:
    """Top-level packages that a file imports, anywhere in it."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


def code_lines(path: Path) -> int:
    return sum(1 for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def test_four_packages_hold_the_product() -> None:
    found = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert found - {"benchmarks"} == set(PACKAGES)


def test_pages_stand_beside_no_entry_script() -> None:
    assert [path.name for path in (ROOT / "pages").parent.glob("*.py")] == []
    assert not (ROOT / "dashboard" / "pages").exists()


def test_no_module_beside_the_entry_script_hides_another() -> None:
    siblings = {path.name for path in ROOT.iterdir() if path.is_dir()}
    installed = {name.split(".")[0] for name in packages_distributions()}
    taken = siblings | installed | set(sys.stdlib_module_names)
    here = ROOT / "dashboard"
    names = {path.stem for path in here.glob("*.py")} | {path.name for path in here.iterdir() if path.is_dir()}
    assert (names - {"__init__", "__main__", "__pycache__"}) & taken == set()


def test_no_module_of_the_models_bears_the_name_of_a_package_or_of_a_folder_beside_it() -> None:
    installed = {name.split(".")[0] for name in packages_distributions()}
    taken = installed | set(sys.stdlib_module_names) | set(PACKAGES)
    modules = [path for path in sources("models", "data") if path.stem != "__init__"]
    folders = {path.parent for path in modules} - {ROOT / "models", ROOT / "data"}
    assert [path for path in modules if path.stem in taken or path.with_suffix("").is_dir()] == []
    assert [path for path in folders if path.name in taken] == []


def test_streamlit_is_imported_in_layout_alone() -> None:
    users = [str(path.relative_to(ROOT)) for path in sources() if "streamlit" in imported(path)]
    assert [path for path in users if not path.startswith(LAYOUT)] == []


def test_less_than_a_third_of_the_code_is_layout() -> None:
    lines = {path: code_lines(path) for path in sources()}
    layout = sum(count for path, count in lines.items() if "streamlit" in imported(path))
    assert layout < 0.3 * sum(lines.values())


def test_the_roots_and_the_reports_alone_know_the_screens() -> None:
    roots = {ROOT / "dashboard" / name for name in ("app.py", "screens.py")}
    users = {path for path in sources("dashboard", "models", "data") if "pages" in imported(path)}
    assert {path for path in users - roots if ROOT / "dashboard" / "reports" not in path.parents} == set()


def test_no_module_is_named_for_nothing() -> None:
    vague = {"utils", "util", "helpers", "helper", "manager", "common", "misc", "base_utils"}
    assert [path for path in sources() if path.stem in vague] == []


def test_the_import_contracts_hold() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stdout


def test_a_module_says_what_it_is_for() -> None:
    """Layout is excused where a page's title says it."""
    spoken = {path: ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) for path in sources(*PACKAGES[1:])}
    assert [path for path, docstring in spoken.items() if not docstring] == []


def test_tests_have_names_of_their_own_and_no_packages() -> None:
    files = [path for path in (ROOT / "tests").rglob("*.py") if "__pycache__" not in path.parts]
    assert [path for path in files if path.name == "__init__.py"] == []
    tests = [path.name for path in files if path.name.startswith("test_")]
    assert sorted(tests) == sorted(set(tests))


def test_markup_is_made_in_one_room_and_reaches_the_page_by_one_door() -> None:
    makers, doors = set(), set()
    for path in sources("pages", "dashboard"):
        text = path.read_text(encoding="utf-8")
        name = str(path.relative_to(ROOT))
        if "Markup(" in text and not name.startswith("dashboard/markup/"):
            makers.add(name)
        if "st.html(" in text:
            doors.add(name)
    assert makers == set()
    assert doors == {"dashboard/ui/page.py"}


def test_rows_are_types_and_no_dicts() -> None:
    users = [str(path.relative_to(ROOT)) for path in sources("pages", "dashboard") if re.search(
        r"\bRow = (dict|Mapping)\[str, (Any|object)\]", path.read_text(encoding="utf-8")
    )]  # fmt: skip
    assert users == []
