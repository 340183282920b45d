"""The arrows between modules, and the room each thing belongs in."""

import ast
import re

from tests.conftest import ROOT

PACKAGE = ROOT / "factsheet"
SUBJECT = re.compile(r"\b(china|chinese|asylum\w*|refugees?|unhcr|xi jinping)\b", re.I)
# Each module may import what stands before it in this list.
ORDER = (
    "errors encoding terminal svg kept hanzi numerals years lookalikes settings signs csl words yamltext csvtext data periods values model stamp voices verdicts readings checks arithmetic claims columns markup "
    "imprint citations bibtex figures citing blocks assessments tables publish references shelf package feed policy charts register usage datasets lookups aside calls failures book texts verify fetch addresses passages suggestions proposals files scaffold pages upkeep reference schemas project audit archive live finish turn host site starter revisions changes __main__"
).split()


def imports(path):
    """Modules of the package that a file imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "factsheet":
            parts = node.module.split(".")
            found |= {parts[1]} if len(parts) > 1 else {a.name for a in node.names}
        if isinstance(node, ast.Import):
            found |= {a.name.split(".")[1] for a in node.names if a.name.startswith("factsheet.")}
    return found


def module(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def test_imports_run_one_way():
    for path in PACKAGE.rglob("*.py"):
        name = module(path)
        if name == "__init__":
            continue
        assert name in ORDER, f"{name} has no place in the order"
        later = [i for i in imports(path) if i != name and ORDER.index(i) >= ORDER.index(name)]
        assert not later, f"{path.relative_to(ROOT)} imports {later}"


def test_the_audit_shares_no_rendering_code():
    for path in (PACKAGE / "audit").glob("*.py"):
        assert imports(path) <= {"audit", "data", "errors"}, path


def test_the_engine_knows_no_host():
    for path in PACKAGE.rglob("*.py"):
        assert not re.search(r"^\s*(import|from) (mkdocs|jinja2|material)", path.read_text("utf-8"), re.M), path


def test_the_engine_has_no_word_about_the_subject():
    for path in PACKAGE.rglob("*.py"):
        found = SUBJECT.search(path.read_text("utf-8"))
        assert not found, f"{path.name}: {found and found[0]}"


def test_the_doors_are_thin():
    for name in ("macros.py", "hooks.py"):
        text = (ROOT / name).read_text("utf-8")
        assert len(text.splitlines()) < 100, name
        assert not re.search(r"pandas|altair|<\w+[ >]", text), name


def test_modules_are_short():
    for path in [*PACKAGE.rglob("*.py"), ROOT / "macros.py", ROOT / "hooks.py"]:
        assert len(path.read_text("utf-8").splitlines()) <= 300, path


def test_yaml_is_read_by_safe_loaders_only():
    for path in PACKAGE.rglob("*.py"):
        text = path.read_text("utf-8")
        assert not re.search(
            r"yaml\.(unsafe_|full_)?load\((?!.*_Settings)|yaml\.(Unsafe|Full)Loader|yaml\.Loader", text
        ), path


def test_no_exception_is_swallowed():
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ExceptHandler):
                assert node.type is not None and ast.unparse(node.type) not in ("Exception", "BaseException"), path


def test_public_functions_and_classes_say_what_they_are():
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
                # `call` is wraps() of the macro it guards, and `put` moves one value.
                inner = isinstance(node, ast.FunctionDef) and node.name in ("call", "put")
                assert ast.get_docstring(node) or inner, f"{path.name}: {node.name}"


def test_the_look_has_no_word_about_the_subject():
    """The theme's changes and the stylesheet serve any fact-sheet: what they say of one is configuration."""
    for path in (ROOT / "overrides").rglob("*"):
        found = path.is_file() and SUBJECT.search(path.read_text("utf-8"))
        assert not found, f"{path.relative_to(ROOT)}: {found and found[0]}"
