"""The house: which package may import which, and what belongs in none of them."""

import ast
import re

from factsheet.core import published
from tests.conftest import ROOT

PACKAGE = ROOT / "factsheet"
STAGES = "core text data model rules plan render publish audit host cli".split()  # in the order in which data flow
SUBJECT = re.compile(r"\b(china|chinese|asylum\w*|refugees?|unhcr|xi jinping)\b", re.I)


def imports(path):
    """Packages of the engine that a file imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "factsheet":
            parts = node.module.split(".")
            found |= {parts[1]} if len(parts) > 1 else {a.name for a in node.names}
        if isinstance(node, ast.Import):
            found |= {a.name.split(".")[1] for a in node.names if a.name.startswith("factsheet.")}
    return found


def test_imports_run_downwards():
    for stage in STAGES:
        allowed = set(STAGES[: STAGES.index(stage) + 1])
        if stage == "publish":
            allowed.remove("render")  # what they share lies below both
        if stage == "audit":
            allowed = {"audit", "core", "text", "data"}  # a mistake in rendering cannot excuse itself
        if stage not in ("audit", "host", "cli"):
            allowed.discard("audit")
        for path in (PACKAGE / stage).rglob("*.py"):
            assert imports(path) <= allowed, path.relative_to(ROOT)


def test_the_engine_has_no_other_rooms():
    # A folder that only holds bytecode is what an earlier checkout left.
    rooms = {p.relative_to(PACKAGE).parts[0] for p in PACKAGE.rglob("*") if p.is_file() and p.suffix != ".pyc"}
    assert rooms == {*STAGES, "__init__.py", "__main__.py"}


def test_only_the_host_knows_the_host():
    for path in PACKAGE.rglob("*.py"):
        if "host" not in path.parts:
            assert not re.search(r"^\s*(import|from) (mkdocs|material)", path.read_text("utf-8"), re.M), path


def test_the_engine_has_no_word_about_the_subject():
    for path in (p for ending in ("py", "po", "html") for p in PACKAGE.rglob(f"*.{ending}")):
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
                broad = node.type is None or ast.unparse(node.type) in ("Exception", "BaseException")
                # A server has to outlive whatever a rebuild raises, and shows it; a project's own form of chart may raise anything.
                assert not broad or path.name in ("events.py", "drawing.py"), path


def test_public_functions_and_classes_say_what_they_are():
    for path in (p for p in PACKAGE.rglob("*.py") if not p.name.startswith("test_")):  # a test's name is a sentence
        tree = ast.parse(path.read_text("utf-8"))
        classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
        for node in (*tree.body, *(inner for one in classes for inner in one.body)):
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
                assert ast.get_docstring(node), f"{path.name}: {node.name}"


def test_the_look_has_no_word_about_the_subject():
    """The theme's changes and the stylesheet serve any fact-sheet: what they say of one is configuration."""
    for path in (PACKAGE / "host" / "theme").rglob("*"):
        found = path.is_file() and SUBJECT.search(path.read_text("utf-8"))
        assert not found, f"{path.relative_to(ROOT)}: {found and found[0]}"


def test_the_audit_knows_every_class_that_a_template_writes():
    written = "".join(path.read_text("utf-8") for path in (ROOT / "factsheet/render/templates").rglob("*.html"))
    fixed = {
        name for value in re.findall(r'class="([^"]*)"', written) for name in re.sub(r"\{.*?\}+", " ", value).split()
    }
    assert fixed and fixed - published.CLASSES == set()
