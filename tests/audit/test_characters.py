"""The audit: numerals in disguise, pictures, scripts and signs that could show a number nobody reads here."""

import pytest

from factsheet.text import writing_systems
from tests.audit.test_audit import GOOD, plant, told

DISGUISED = {
    "Cyrillic letters in a word": "<p>ѕеvеn otters</p>",
    "a word all Cyrillic": "<p>ѕіх otters</p>",
    "Greek letters in a word": "<p>τωο of them</p>",
    "Armenian letters": "<p>օոе million</p>",
    "small capitals": "<p>ᴛᴇɴ of them</p>",
    "accents": "<p>séven of them</p>",
    "accents set apart": "<p>se\u0301ven of them</p>",
    "a stroke through": "<p>t\u0336e\u0336n\u0336 of them</p>",
    "letters as digits": "<p>ЗОО of them</p>",
    "letters as digits, grouped": "<p>З,ООО of them</p>",
    "mathematical letters": "<p>𝐭𝐞𝐧 of them</p>",
    "letters in circles": "<p>ⓣⓔⓝ of them</p>",
    "digits in circles": "<p>⑦ of them</p>",
    "the picture of a ten": "<p>🔟 of them</p>",
    "the picture of a hundred": "<p>💯 of them</p>",
    "dice": "<p>⚂ of them</p>",
    "a clock": "<p>at 🕖</p>",
    "words run together": "<p>twohundred of them</p>",
    "words joined below": "<p>two_hundred of them</p>",
    "a Roman numeral": "<p>in the year MMXXI</p>",
    "a small Roman numeral": "<p>King Otter VII</p>",
    "a Roman sign": "<p>Ⅶ of them</p>",
    "a couple": "<p>a couple of otters</p>",
    "a pair": "<p>a pair of otters</p>",
    "a score": "<p>a score of otters</p>",
    "a duo": "<p>a duo of otters</p>",
    "an ordinal": "<p>the twenty-first otter</p>",
    "a picture": "<p><img src='x.png' alt='otters'></p>",
    "a drawing by address": "<p><img src='charts/x.svg' alt='otters'></p>",
    "a choice of pictures": "<picture><source srcset='x.webp'></picture>",
    "a picture in a style": "<p style='background:url(x.png)'>x</p>",
    "letters turned round": "<p><bdo dir='rtl'>x</bdo></p>",
    "a number turned round by a sign": f"<p>\u202e{GOOD}\u202c</p>",
    "a number turned round by a style": f"<p style='unicode-bidi:bidi-override;direction:rtl'>{GOOD}</p>",
}


@pytest.mark.parametrize("case", DISGUISED)
def test_disguised_and_caught(case, site):
    plant(site, DISGUISED[case])
    assert told(site), "nothing was caught"


HARMLESS = {
    "units of time": "<p>For a decade, a century, a fortnight.</p>",
    "a couple that counts nothing": "<p>The couple had a good score and a pair.</p>",
    "abbreviations": "<p>Washington DC, a CV on CD, CC BY, an MIX of LIVID CIVIC, size XL.</p>",
    "a name": "<p>Xi and Li, model X, I and V.</p>",
    "words of another script, in their language": "<p><span lang='ru'>Ведра</span>, <span lang='el'>Ωμέγα</span> and <span lang='he'>חדר</span>.</p>",
    "signs": "<p>→ · ¶ © ✓ ± €</p>",
    "a name with accents": "<p>São Tomé, Zürich, Việt.</p>",
}


@pytest.mark.parametrize("case", HARMLESS)
def test_what_only_resembles_a_number_passes(case, site):
    plant(site, HARMLESS[case])
    assert told(site) == ""


SCRIPTS = (
    "document.write(777)",
    "var palette=__md_get('x');document.body.innerHTML='777'",
    "__md_scope=new URL('.',location);eval('x')",
    "",
)


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("kind", ["", " type='module'", " type='text/javascript'"])
def test_an_inline_script_outside_the_article_is_the_themes_or_refused(script, kind, site):
    path = site.file("site/index.html")
    path.write_text(path.read_text("utf-8").replace("</body>", f"<script{kind}>{script}</script></body>", 1), "utf-8")
    assert "an inline script is not one of the theme's" in told(site)


REFUSED = {
    "en": "ѕ τ օ ᴛ ı ſ ƨ Ȣ 𝐭 ⓣ ｔ １ ١ 七 ⚂ 🔟 🦦 ▲ \u200b \u00ad \u202e \u2066 \ue000 \ufe0f".split(" "),
    "zh-Hans": "ѕ ｔ １ ᴛ 🔟 ① ㊆ \u3164".split(" "),
    "ru": "七 τ １".split(" "),
}


@pytest.mark.parametrize("language", REFUSED)
def test_a_character_from_elsewhere_is_refused(language):
    assert [sign for sign in REFUSED[language] if not writing_systems.foreign(f"a {sign}", language)] == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "São Tomé, Zürich, Łódź, Việt – “Hà Nội”, 7 % ± 2 € → § 3"),
        ("zh-Hans", "申请人数，“如此”。1,158,739 人（约）"),
        ("zh-Hant", "申請人數，「如此」。"),
        ("ru", "Ведра и реки – «так»"),
        ("de", "Größe, Übermaß"),
    ],
)
def test_a_language_has_its_letters_its_punctuation_and_the_listed_symbols(language, text):
    assert writing_systems.foreign(text, language) == ""


def test_a_number_word_with_accents_is_one():
    assert writing_systems.plain("séven Øtters") == "seven Otters"
