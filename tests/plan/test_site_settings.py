"""What mkdocs.yml says of the site: an address for errors is required, and what is wrong is named with its line."""

import pytest

from factsheet.plan import site_settings

LINE = "  contact: otters@lakeland-survey.net\n"

CONTACTS = {
    "none": ("", "mkdocs.yml:15: extra.contact is missing"),
    "an empty one": ("  contact:\n", "mkdocs.yml:19: extra.contact is missing"),
    "a name": ("  contact: the office\n", "mkdocs.yml:19: extra.contact 'the office' is no e-mail address"),
    "two": ("  contact: a@b.org, c@d.org\n", "extra.contact 'a@b.org, c@d.org' is no e-mail address"),
    "a domain without a dot": ("  contact: a@localhost\n", "extra.contact 'a@localhost' is no e-mail address"),
    "a header smuggled in": ('  contact: "a@b.org?bcc=c@d.org"\n', "is no e-mail address"),
    "a second line": ('  contact: "a@b.org\\nBcc: c@d.org"\n', "is no e-mail address"),
    "a number": ("  contact: 17\n", "extra.contact '17' is no e-mail address"),
}


@pytest.mark.parametrize("case", CONTACTS)
def test_a_build_without_an_address_for_errors_fails_and_says_where(case, toy):
    written, expected = CONTACTS[case]
    toy.edit("mkdocs.yml", LINE, written)
    told = "\n".join(map(str, site_settings.faults(toy.root)))
    assert expected in told and "contact: name@example.org" in told


def test_the_build_and_the_check_both_fail(toy):
    toy.edit("mkdocs.yml", LINE, "")
    for done in (toy.build("-q"), toy.run("factsheet", "check")):
        assert done.returncode == 1
        assert "mkdocs.yml:15: extra.contact is missing" in done.stdout + done.stderr
        assert "Traceback" not in done.stdout + done.stderr


def test_a_value_that_only_the_host_can_work_out_is_left_to_the_build(toy):
    toy.edit("mkdocs.yml", LINE, '  contact: !ENV [NO_SUCH_VARIABLE, ""]\n')
    assert list(site_settings.faults(toy.root)) == []
    done = toy.build("-q")
    assert done.returncode == 1 and "mkdocs.yml:19: extra.contact is missing" in done.stdout + done.stderr


def test_a_placeholder_is_noted_and_stops_nothing(toy):
    toy.edit("mkdocs.yml", LINE, "  contact: corrections@example.org\n")
    (found,) = site_settings.faults(toy.root)
    assert found.note and "reaches nobody" in str(found)


@pytest.mark.parametrize("key", ["issues", "licence_url"])
@pytest.mark.parametrize("value", ["javascript:alert(1)", "code.example/issues", "https://", "17"])
def test_an_address_that_is_none_is_named(key, value, toy):
    toy.add("mkdocs.yml", f"  {key}: {value}\n")
    (found,) = site_settings.faults(toy.root)
    assert f"mkdocs.yml:20: extra.{key} '{value}' is no web address" in str(found)


def made(address, **values):
    return site_settings.from_values({"site_name": "Otters", "site_url": address, **values})


def test_what_is_not_sound_is_never_used():
    extra = {"contact": "nobody", "issues": "javascript:x", "release": 1, "licence_url": ""}
    assert made(None, extra=extra) == site_settings.SiteSettings("Otters")


def test_addresses_are_full_where_the_site_has_one_and_relative_where_not():
    public = made("https://otters.example/project/")
    assert public.page("register", "otters-2020") == "https://otters.example/project/register/#otters-2020"
    assert public.file("data/figures.csv") == "https://otters.example/project/data/figures.csv"
    assert made(None).page("register", "a") == "register/#a"
    flat = made("https://otters.example/", use_directory_urls=False)
    assert flat.page("register", "a") == "https://otters.example/register.html#a"


def test_a_placeholder_stops_a_site_that_others_can_reach(toy):
    toy.edit("mkdocs.yml", LINE, "  contact: corrections@example.org\n")
    for address in ("https://otters.org/sheet/", "http://otters.org"):
        (found,) = site_settings.faults(toy.root, address=address)
        assert not found.note, address
    for address in ("http://127.0.0.1:8000/", "http://localhost/", "https://example.org/a/", "http://[::1]/", "", None):
        (found,) = site_settings.faults(toy.root, address=address)
        assert found.note, address
