"""The declaration of the fields: what comes from one line of it agrees with itself."""

import jsonschema
import pytest

from factsheet.data import FILES, Entry, published_files
from factsheet.data.declaration import YES, Field, Fields, File
from factsheet.data.forms import Id, Many, Ref, Text, Word
from tests import damage

SOUND = (
    "2021",
    "2021-12-31",
    "2012/2021",
    "P1Y",
    "USA",
    "en",
    "https://otters.example",
    "0" * 64,
    "otters-2020",
    "1",
    "stock",
)
FIELDS = [(kind, path) for kind, file in FILES.items() for path in file.paths]
OTTERS = File(
    "otters.yml",
    "An otter",
    (
        Field("name", Text(), "what it is called", YES),
        Field("sex", Word(("f", "m")), "its sex", YES),
        Field("young", Many(Ref("otters")), "its young"),
        Field("weighed", Text(), "its weight", needs="day"),
        Field("day", Text(), "when it was weighed"),
        Field("coat", Fields((Field("colour", Word(("brown", "grey")), "its colour", YES),), "colour"), "its fur"),
        Field("den", Fields((Field("lake", Text(), "where", YES),)), "where it lives"),
    ),
    ids=Id(),
)


def told(otter="moss", **fields):
    """What is wrong with an otter, without its position."""
    return [f"{p.what}. {p.fix}" for p in OTTERS.faults(Entry("data/otters.yml", 1, otter, fields))]


def test_a_sound_entry_is_told_nothing():
    assert told(name="Moss", sex="f", young=["fern", "ash"], weighed="8", day="2024-01-01", den={"lake": "Long"}) == []
    assert told(name="Moss", sex="f", coat="brown") == told(name="Moss", sex="f", coat={"colour": "brown"}) == []


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"name": ""}, "'moss' has no name. Write its `name`."),
        ({"sex": ""}, "'moss' has no sex. Known: f, m."),
        ({"sex": "w"}, "unknown sex 'w'. Known: f, m."),
        ({"name": ["Moss"]}, "name of 'moss' is not one text. Write its `name` as one text."),
        ({"nmae": "Moss"}, "unknown field 'nmae' in 'moss'. Did you mean 'name'?"),
        ({"young": {"one": "fern"}}, "young of 'moss' is not a list of ids. Write [one-id, another-id]."),
        ({"young": [["fern"]]}, "young of 'moss' is not a list of ids. Write [one-id, another-id]."),
        ({"weighed": "8"}, "'moss' has no day beside its weighed. Write `day` too, or delete `weighed`."),
        ({"den": ["Long"]}, "den of 'moss' has no fields. Indent its fields below it."),
        ({"coat": {"colour": "w"}}, "unknown coat.colour 'w'. Known: brown, grey."),
        ({"coat": "w"}, "unknown coat 'w'. Known: brown, grey."),
        ({"den": {"lake": ""}}, "'moss' has no den.lake. Write its `den.lake`."),
    ],
)
def test_one_fault_is_told_once_with_its_remedy(changed, expected):
    assert told(**({"name": "Moss", "sex": "f"} | changed)) == [expected]


@pytest.mark.parametrize("otter", ["Moss", "moss_2", "m" * 81, "con", ""])
def test_an_id_that_no_address_or_file_can_have_is_refused(otter):
    assert len(told(otter, name="Moss", sex="f")) == 1


@pytest.mark.parametrize(("kind", "path"), FIELDS, ids=[f"{kind}-{path}" for kind, path in FIELDS])
def test_an_editor_accepts_whatever_the_check_accepts(kind, path):
    field, entry = FILES[kind].paths[path], Entry(f"data/{FILES[kind].name}", 1, "moss", {})
    known = {kind: {"type": "string"} for kind in (*FILES, "read", "forms")}
    schema = jsonschema.Draft7Validator({"definitions": known, **field.schema()})
    if field.form.hint or FILES[kind].is_table:
        return  # a rule decides, or another kind of schema is held to it elsewhere
    for value in (*damage.VALUES.values(), *SOUND, "true", "false"):
        if value and not list(field.form.faults(entry, path, value)):
            read = {"true": True, "false": False}.get(value, value) if field.form.type == "boolean" else value
            assert schema.is_valid(read), value


def test_a_field_that_is_required_is_required_of_editors_and_columns_too():
    for kind, file in FILES.items():
        needed = {f.name for f in file.fields if f.required == YES}
        schema = file.form.schema()
        assert set(schema.get("anyOf", [schema])[-1]["required"]) == needed
        for path in needed & file.told.keys():
            assert published_files.column(path, file.paths[path]).required, (kind, path)


def test_every_kind_that_a_field_names_is_one_that_is_read():
    assert {field.form.kind for file in FILES.values() for field in file.paths.values()} - {""} <= {
        *FILES,
        "forms",
    }  # a form of charts is the engine's or a file
