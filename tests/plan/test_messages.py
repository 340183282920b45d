"""The catalogue of messages: whole, filled in as it asks to be, and the only place of the words that readers see."""

import ast
import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from factsheet import data, model
from factsheet.core.problems import Refusal
from factsheet.data import csl, published_files
from factsheet.data.fields.claims import TESTS
from factsheet.data.fields.corrections import KINDS as CORRECTION_KINDS
from factsheet.data.fields.measures import KINDS
from factsheet.model import verdicts
from factsheet.model.derived import FORMULAS
from factsheet.plan import messages
from factsheet.plan.messages import catalogue, english
from factsheet.text import formats, languages
from tests.conftest import ROOT

PACKAGE = ROOT / "factsheet"
ENGLISH = catalogue.ENGLISH.read_text("utf-8")
KEYS = set(re.findall(r'^msgid "(.+)"$', ENGLISH, re.M))
MADE_UP = "eo"  # a language that the theme has and the engine does not


def reversed_words(text):
    """English with the letters of each word in the opposite order; what is filled in and what is code stay."""
    return re.sub(r"\{[^}]*\}|`[^`]*`|[^\W\d_]+", lambda m: m[0] if m[0][0] in "{`" else m[0][::-1], text)


def translated():
    """The English catalogue with every text reversed."""
    out, text = [], False
    for line in ENGLISH.partition("\n\n")[2].splitlines():
        text = line.startswith("msgstr") or (text and line.startswith('"'))
        name, quote, told = line.partition('"')
        told = re.sub(r"\\n|([^\\]+)", lambda m: reversed_words(m[1]) if m[1] else m[0], told)
        out.append(f"{name}{quote}{told}" if text else line)
    head = 'msgid ""\nmsgstr ""\n"Language: eo\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    return head + "\n".join(out) + "\n"


def write(project, text):
    path = project.file(f"locales/{MADE_UP}/messages.po")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    project.edit("mkdocs.yml", "  name: material\n", f"  name: material\n  language: {MADE_UP}\n")


# ---------------------------------------------------------------- what is wrong with a catalogue

BECAUSE = re.search(r'msgid "because"\nmsgstr ".*"\n', translated())[0]
TOLD = re.search(r'msgstr (".*")', BECAUSE)[1]
FAULTS = {
    "a message without its text": ((TOLD, '""'), "message 'because' of 'eo' is not translated"),
    "a draft": ((BECAUSE, f"#, fuzzy\n{BECAUSE}"), "message 'because' of 'eo' is not translated"),
    "an unknown placeholder": ((BECAUSE, BECAUSE.replace("{reason}", "{cause}")), "message 'because' of 'eo' fills in {cause}. It is given {reason}."),
    "a missing placeholder": ((BECAUSE, BECAUSE.replace("{reason}", "")), "message 'because' of 'eo' fills in nothing"),
    "a brace left open": (("{reason}", "{reason"), "message 'because' of 'eo' cannot be filled in"),
    "a message nobody shows": ((BECAUSE, BECAUSE + '\nmsgid "becuase"\nmsgstr "x"\n'), "Did you mean 'because'"),
    "the same message twice": ((BECAUSE, BECAUSE * 2), "message 'because' of 'eo' stands there again, after line "),
    "HTML": ((TOLD, TOLD.replace('"', '"<b>', 1)), "message 'because' of 'eo' holds '<'"),
    "no form of a catalogue": ((BECAUSE, f"what is this\n{BECAUSE}"), "the messages of 'eo' cannot be read"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_of_a_catalogue_is_told_with_its_key_and_language(name, tmp_path):
    (old, new), told = FAULTS[name]
    text = translated()
    assert text.count(old) >= 1
    path = tmp_path / "locales" / MADE_UP / "messages.po"
    path.parent.mkdir(parents=True)
    path.write_text(text.replace(old, new), "utf-8")
    spoken, problems = messages.load(MADE_UP, tmp_path)
    assert spoken.language == ("en" if "cannot be read" in told else MADE_UP)  # which a server goes on in
    assert [p for p in map(str, problems) if told in p and p.startswith("locales/eo/messages.po")], problems


def test_a_fault_stops_a_build(toy):
    write(toy, translated().replace(BECAUSE, BECAUSE.replace("{reason}", "{cause}")))
    done = toy.build("-q")
    assert done.returncode == 1 and "message 'because' of 'eo' fills in {cause}" in done.stdout + done.stderr


def test_a_missing_message_is_told_and_shown_in_english(tmp_path):
    path = tmp_path / "locales" / MADE_UP / "messages.po"
    path.parent.mkdir(parents=True)
    path.write_text(translated().replace(BECAUSE, ""), "utf-8")
    spoken, problems = messages.load(MADE_UP, tmp_path)
    assert spoken.language == MADE_UP and spoken("because", reason="x") == english()("because", reason="x")
    assert [p.what for p in problems if p.note] == ["message 'because' is missing in 'eo', and shown in English"]


@pytest.mark.parametrize("tag", ["zh-Hans", "zh-Hant"])
def test_the_engine_speaks_its_other_languages_whole(tag):
    spoken, problems = messages.load(tag, ROOT)
    assert spoken.language == tag and problems == ()


def test_a_language_without_a_catalogue_stops_a_build(toy):
    toy.edit("mkdocs.yml", "  name: material\n", "  name: material\n  language: eo\n")
    done = toy.build("-q")
    assert done.returncode == 1 and "mkdocs.yml: theme.language is 'eo', and no catalogue" in done.stdout + done.stderr


def test_a_message_that_is_not_there_or_is_given_other_values_is_refused():
    for call in (
        lambda: english()("becuase"),
        lambda: english()("because"),
        lambda: english()("because", reason="", x=""),
    ):
        with pytest.raises(Refusal, match=r"message 'bec[au]+se' (?:is missing in|of) 'en'"):
            call()


def test_numbers_have_the_forms_of_their_language(tmp_path):
    forms = 'msgid "articles"\nmsgid_plural "articles"\nmsgstr[0] "{number} a"\nmsgstr[1] "{number} b"\nmsgstr[2] "{number} c"\n'
    text = re.sub(r'msgid "articles"\n.*?\n\n', forms + "\n", translated(), flags=re.S)
    rule = "nplurals=3; plural=(n%10==1 ? 0 : n%10<5 ? 1 : 2);"
    text = re.sub(r'msgid "roots"\n.*?\n\n', forms.replace("articles", "roots") + "\n", text, flags=re.S)
    path = tmp_path / "locales" / MADE_UP / "messages.po"
    path.parent.mkdir(parents=True)
    path.write_text(text.replace("nplurals=2; plural=(n != 1);", rule), "utf-8")
    spoken, problems = messages.load(MADE_UP, tmp_path)
    assert problems == ()
    assert [spoken("articles", n, number=n)[-1] for n in (1, 2, 5, 21)] == ["a", "b", "c", "a"]


def test_a_compiled_catalogue_is_not_used_once_its_file_changes(tmp_path):
    path = tmp_path / "locales" / MADE_UP / "messages.po"
    path.parent.mkdir(parents=True)
    path.write_text(translated(), "utf-8")
    kept = tmp_path / "kept"
    told = messages.load(MADE_UP, tmp_path, kept=kept)[0]("none")
    path.write_text(translated().replace(f'"{told}"', '"nenio"'), "utf-8")
    assert messages.load(MADE_UP, tmp_path, kept=kept)[0]("none") == "nenio"
    assert len(list(kept.glob("*.mo"))) == 3  # and the English one, for what is missing


# ---------------------------------------------------------------- every word has its message


def called():
    """The names of messages that the code calls for, and the beginnings of those it puts together."""
    whole, parts = set(), set()
    for path in (PACKAGE / "render" / "templates").glob("*.html"):
        text = re.sub(r"\{#.*?#\}", "", path.read_text("utf-8"), flags=re.S)
        for given in re.findall(r"\b(?:m|coded)\(((?:'[^']*'|[^'(),])*)", text):
            names = re.findall(r"'([^']+)'", given)
            parts |= {n for n in names if n.endswith("-")}
            whole |= {n for n in names if not n.endswith("-")}
    for path in (PACKAGE / "host" / "theme").rglob("*.html"):
        whole |= set(re.findall(r'factsheet\.words\("([\w-]+)"', path.read_text("utf-8")))
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                whole.add(node.value)
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                parts.add(node.values[0].value)
    return whole, {p for p in parts if re.fullmatch(r"[a-z-]+-", p)}


def test_every_message_that_a_template_calls_for_is_there():
    for path in (PACKAGE / "render" / "templates").glob("*.html"):
        for name in re.findall(r"\bm\('([^']+[^-'])'[,)]", path.read_text("utf-8")):
            assert name in KEYS, f"{path.name}: {name}"


def test_every_message_is_called_for():
    whole, parts = called()
    heads = {"source", "value", "stands", "words"}  # in a list
    assert not {k for k in KEYS - whole - heads if not any(k.startswith(p) for p in parts)}


TABLES = {f"{n}-{c}" for n, t in published_files.TABLES.items() for c in t.names} | {
    f"{file.partition('.')[0]}-{c.name}" for file, fields in published_files.FIELDS.items() for c in fields
}


@pytest.mark.parametrize(
    ("prefix", "names"),
    {
        "kind-": KINDS, "kind-brief-": KINDS, "worded-as-": KINDS, "worded-brief-": KINDS, "type-": csl.TYPES, "status-": csl.RECALLED, "status-told-": csl.RECALLED,
        "verdict-": verdicts.VERDICTS, "verdict-meaning-": verdicts.VERDICTS, "flag-": published_files.FLAGS, "flag-meaning-": published_files.FLAGS,
        "test-": TESTS, "formula-": FORMULAS, "formula-meaning-": FORMULAS, "derived-": FORMULAS,
        "correction-": CORRECTION_KINDS, "file-": published_files.FILES, "column-": TABLES, "period-": formats.SEASONS.values(),
    }.items(),
)  # fmt: skip
def test_whatever_has_a_name_has_a_message(prefix, names):
    assert {f"{prefix}{name}" for name in names} <= KEYS


def test_verdicts_and_flags_are_published_under_names_of_their_own():
    assert set(published_files.VERDICTS) == set(verdicts.VERDICTS)


# ---------------------------------------------------------------- another language


def words(text):
    return set(re.findall(r"[^\W\d_]{2,}", text.casefold()))


def texts(node):
    """What a page says: its text, and the attributes that are read aloud or shown."""
    yield node.text(separator=" ")
    for one in node.css("*"):
        yield from (one.attributes.get(key) or "" for key in ("title", "aria-label", "alt"))


def test_a_page_in_another_language_has_no_word_of_the_engine_in_english(toy):
    """Every word of a page is the data's, the page's own, or the catalogue's; and none of the words is part of a number."""
    write(toy, translated())
    toy.edit("data/facts.yml", "  label: Dens, end of 2020\n", "")
    docs = {
        "claims": "{{ claims() }}", "more": '{{ disagreement("otters-2020") }} {{ disagreements() }} {{ voices() }} {{ chart("lakes") }} '
        '{{ corrections() }} {{ claim("otters-2020@herald") }}', "files": "{{ downloads() }}", "cited": '{{ cite("gazette") }} {{ bibliography() }}',
    }  # fmt: skip
    for name, text in docs.items():
        toy.file(f"docs/{name}.md").write_text(f"# {name}\n\n" + text.replace("}} {{", "}}\n\n{{") + "\n", "utf-8")
    toy.build("-q")  # the audit reads English alone, so the site is not published; its pages are there to be read
    own = " ".join(
        p.read_text("utf-8") for p in (*toy.root.glob("d*/*"), toy.file("mkdocs.yml"), *(toy.root / "docs").iterdir())
    )
    spoken = messages.load(MADE_UP, toy.root)[0]
    known = words(own) | words(translated()) | words(" ".join(spoken.day(f"2020-{n:02}") for n in range(1, 13)))
    of_numbers = words(
        " ".join((*languages.qualifiers().values(), *languages.of("en").writing.units.values(), "to", "at least"))
    )
    names = words("BibTeX CSL JSON SVG PNG CSV Vega-Lite UTC")
    pages = [toy.file("site/404.html"), *toy.file("site").rglob("index.html")]
    assert len(pages) >= 8
    for path in pages:
        tree = LexborHTMLParser(path.read_text("utf-8"))
        for code in tree.css("article code, article pre, .headerlink, q.quote, .problem"):
            code.decompose()
        for part in (*tree.css("article"), *tree.css(".freshness")):
            unknown = words(" ".join(texts(part))) - known - of_numbers - names
            assert not unknown, f"{path.parent.name}: {sorted(unknown)}"
    told = toy.file("site/register/dens/index.html").read_text("utf-8")
    assert "sneD, dne fo" not in told and "Dens, dne fo 2020" in told


def test_what_is_published_has_the_same_values_in_every_language(toy, built_toy):
    write(toy, translated())
    toy.build("-q")
    for name in ("figures.json", "facts.json", "sources.json", "claims.json"):
        there = toy.file(f"site/data/{name}")
        assert there.read_text("utf-8") == built_toy.file(f"site/data/{name}").read_text("utf-8"), name


# ---------------------------------------------------------------- labels


def data_sheet(project):
    return model.build(data.read(project.root / "data", project.root), english().label)


def test_a_fact_without_a_label_is_called_by_its_measure_place_and_period(toy):
    for old in ("  label: Otters, end of 2015\n", "  label: Otters in North Lake, end of 2020\n"):
        before = {name: fact.label for name, fact in data_sheet(toy).facts.items()}
        toy.edit("data/facts.yml", old, "")
        assert {name: fact.label for name, fact in data_sheet(toy).facts.items()} == before
    assert toy.problems() == []


@pytest.mark.parametrize("period", ["2020-03-15", "2020-03-15/2020-04-20"])
def test_a_label_holds_no_day_since_a_day_is_a_number_to_be_traced(period, toy):
    toy.edit(
        "data/facts.yml",
        "  label: Dens, end of 2020\n  measure: dens\n  period: 2020-12-31",
        f"  measure: dens\n  period: {period}",
    )
    label = data_sheet(toy).facts["dens-2020"].label
    assert label.startswith("Dens, March 2020") and not re.search(r"\b(15|20)\b", label)
