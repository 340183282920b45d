"""The audit: carriers forged or edited by hand, and what is set beside a sound one."""

import pytest

from tests.audit.test_audit import CITE, GOOD, plant, told

FORGED = {
    "a value of its own": (GOOD.replace("410", "411"), "value '411' where data/ has '410'"),
    "another text": (GOOD.replace(">410<", ">411<"), "shows '411' where data/ has '410'"),
    "a hedge of its own": (GOOD.replace(">410<", ">about 410<"), "shows 'about 410' where data/ has '410'"),
    "a unit of its own": (GOOD.replace(">410<", ">410%<"), "shows '410%' where data/ has '410'"),
    "a source that does not say so": (GOOD.replace("survey-2022", "herald"), "no figure 'births-2020@herald'"),
    "an entry of another fact": (GOOD.replace("#births-2020", "#dens-2020"), "not to its entry in the register"),
    "an entry that is not there": (GOOD.replace("#births-2020", "#births-2021"), "not to its entry in the register"),
    "another site": (GOOD.replace("register/", "https://elsewhere.example/register/"), "not to its entry in the register"),
    "no mark": (GOOD, "has no citation mark of its source"),
    "a mark of another source": (GOOD + CITE.replace("survey-2022", "herald"), "has no citation mark of its source"),
    "a wrong mark": (GOOD + CITE.replace("[3]", "[2]"), "mark '[2]' where source 'survey-2022' is [3]"),
    "a formula that does not give it": (
        '<data class="figure derived" value="99" data-formula="100*(b/a-1)" data-inputs="otters-2015@survey-2022 otters-2020@survey-2022">+99%</data>',
        "value '99' where the formula gives 100",
    ),
    "a rounding that is none": (
        '<data class="figure derived" value="100" data-formula="100*(b/a-1)" data-inputs="otters-2015@survey-2022 otters-2020@survey-2022">+99%</data>',
        "shows '+99%' where the formula gives +100%",
    ),
    "a far rounding": (
        '<a href="register/#change--otters-2015.survey-2022--otters-2020.survey-2022"><data class="figure derived" value="100" data-formula="100*(b/a-1)" data-inputs="otters-2015@survey-2022 otters-2020@survey-2022">+1,000%</data></a>' + CITE,
        "shows '+1,000%' where the formula gives +100%",
    ),
    "an entry of another calculation": (
        '<a href="register/#derived"><data class="figure derived" value="100" data-formula="100*(b/a-1)" data-inputs="otters-2015@survey-2022 otters-2020@survey-2022">+100%</data></a>' + CITE,
        "not to its entry in the register",
    ),
    "a stock summed over days": (
        '<data class="figure derived" value="3600" data-formula="sum" data-inputs="otters-2015@survey-2022 otters-2020@survey-2022">3,600</data>',
        "A stock is never added up over time",
    ),
    "a stock summed by the name of its measure": (
        '<data class="figure derived" value="3600" data-formula="sum" data-inputs="otters[2015/2020]@survey-2022">3,600</data>',
        "cannot be computed",
    ),
    "a figure added to itself": (
        '<data class="figure derived" value="4800" data-formula="sum" data-inputs="otters-2020@survey-2022 otters-2020@survey-2022">4,800</data>',
        "of one figure twice",
    ),
    "a middle of the year beside an end": (
        '<data class="figure derived" value="1.91667" data-formula="b/a" data-inputs="otters-2015@survey-2022 otters-2020-mid@survey-2022">1.9 times</data>',
        "mid-year beside year-end",
    ),
    "a formula of our own": (
        '<data class="figure derived" value="5" data-formula="a+b" data-inputs="otters-2015@survey-2022">5</data>',
        "cannot be computed",
    ),
    "an inexact input shown as exact": (
        '<data class="figure derived" value="2" data-formula="b/a" data-inputs="otters-2015@gazette otters-2020@survey-2022">2 times</data>',
        "where the formula gives 1.9 to 2.1 times",
    ),
    "a count that is none": ('<data class="figure derived" value="9" data-formula="count" data-inputs="articles">9</data>', "where data/ counts 2"),
    "a date of its own": (
        '<time class="figure" datetime="2014-07-09" data-fact="otter-law" data-source="herald">9 July 2014</time>',
        "datetime '2014-07-09' where data/ has '2014-07-08'",
    ),
    "a date shown otherwise": (
        '<time class="figure" datetime="2014-07-08" data-fact="otter-law" data-source="herald">8 June 2014</time>',
        "shows '8 June 2014'",
    ),
    "a quote altered": ('<q class="quote" data-fact="otters-2020" data-source="herald">nearly 3,001</q>', "quotes 'nearly 3,001'"),
    "a citation with a number of its own": ('<cite class="source" data-source="herald">Otters doubled in 6 years</cite>', "is in no field of source 'herald'"),
    "a place of its own": ('<span class="locator" data-fact="otters-2020" data-source="herald">¶ 2</span>', "locator '¶ 2' where data/ has '1'"),
    "an address that differs by a digit": ('<cite class="source" data-source="gazette">https://gazette.example/otters?a=1&amp;b=3</cite>', "in a citation is in no field of source 'gazette'"),
    "an address of another source": ('<cite class="source" data-source="herald">https://gazette.example/otters?a=1&amp;b=2</cite>', "in a citation is in no field of source 'herald'"),
    "an address of this site with no entry behind it": (
        '<data class="site" data-key="address">http://127.0.0.1:8000/register/#otters-2099</data>', "otters-2099' is no page or entry of this site"
    ),
    "an address of this site with a number before its entry": (
        '<data class="site" data-key="address">http://127.0.0.1:8000/17/register/#otters-2020</data>', "is no page or entry of this site"
    ),
    "an address of another site": ('<data class="site" data-key="address">http://127.0.0.2:8000/register/#otters-2020</data>', "is no page or entry of this site"),
    "words behind an address": ('<data class="site" data-key="address">http://127.0.0.1:8000/register/#otters-2020 says 17</data>', "is no page or entry of this site"),
    "an address within the site that is none": ('<data class="site" data-key="address">17</data>', "'17' is no page or entry of this site"),
    "a site value of its own": ('<data class="site" data-key="edition">May 2023</data>', "where 'edition' is 'May 2022'"),
    "an unknown site value": ('<data class="site" data-key="otters">17</data>', "no site value 'otters'"),
    "a digit behind the number": (GOOD + "0" + CITE, "only partly within a figure"),
    "a percent sign behind it": (GOOD + "% " + CITE, "only partly within a figure"),
    "a scale behind it": (GOOD + " million " + CITE, "'million' has no source"),
    "a letter behind it": (GOOD + "k " + CITE, "says more than its figure"),
    "a sign before it": ("−" + GOOD + CITE, "only partly within a figure"),
}  # fmt: skip


def test_an_address_of_a_site_whose_pages_are_files_stands_on_them(toy):
    toy.edit("mkdocs.yml", "site_url:", "use_directory_urls: false\nsite_url:")
    done = toy.build("-q")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "8000/register/otters.html</data>" in toy.file("site/register/otters.html").read_text("utf-8")


@pytest.mark.parametrize("case", FORGED)
def test_a_forged_carrier_is_caught(case, site):
    html, expected = FORGED[case]
    plant(site, f"<p>So {html} .</p>")
    assert expected in told(site), told(site)
