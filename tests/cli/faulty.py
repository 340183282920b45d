"""What can be wrong with an answer: each fault with how it is made of a right one, and what must be said of it."""

import gzip
import itertools
import json
import re

from tests.cli.interface import MADE, Reply


def each_row(**changes):
    """Put values into every row of every answer."""
    return lambda answer, asked: answer | {"items": [row | changes for row in answer["items"]]}


def last_row(**changes):
    """Put values into the last row of every answer; a callable gets the old value."""

    def fault(answer, asked):
        row = answer["items"][-1]
        for name, new in changes.items():
            row[name] = new(row[name]) if callable(new) else new
        return answer

    return fault


def counts(new):
    """Put a value in the place of every cited count."""

    def fault(answer, asked):
        for row in answer["items"]:
            row.update({name: new for name in ("refugees", "asylum_seekers", "applied") if name in row})
        return answer

    return fault


def without(*names, rows=slice(None)):
    def fault(answer, asked):
        for row in answer["items"][rows]:
            for name in names:
                row.pop(name, None)
        return answer

    return fault


def top(**changes):
    """Put values beside the rows."""
    return lambda answer, asked: answer | changes


def lacking(name):
    return lambda answer, asked: {k: v for k, v in answer.items() if k != name}


def instead(value):
    """Another value instead of the whole answer."""
    return lambda answer, asked: json.dumps(value).encode()


def text(change):
    """Change the JSON text of an answer."""
    return lambda answer, asked: change(json.dumps(answer)).encode()


def items(change):
    return lambda answer, asked: answer | {"items": change(answer["items"])}


def reply(**given):
    return lambda answer, asked: Reply(**{"body": json.dumps(answer).encode()} | given)


def on_page(number, change):
    return lambda answer, asked: change(answer, asked) if asked["page"] == str(number) else answer


def by_place(change):
    """A fault in the answers by destination only."""
    return lambda answer, asked: change(answer, asked) if asked.get("coa_all") else answer


def ignores_page(echo):
    """Gives the first page again and again; with `echo`, it says that it is the one asked for."""

    def fault(answer, asked):
        first = asked["server"].answer(asked["table"], asked | {"page": "1"})
        return first | ({"page": int(asked["page"])} if echo else {})

    return fault


def packed(body):
    return gzip.compress(body if isinstance(body, bytes) else json.dumps(body).encode())


ESCAPE = "\x1b]0;owned\x07\x1b[2J"
JSON = b'{"made": "by the tests", "page": 1, "maxPages": 1, "items": [ '
FAULTS = {
    # What HTTP says, or fails to say.
    "500 Internal Server Error": (reply(status=500), "the server answers 500"),
    "503 for ever": (reply(status=503), "the server answers 503"),
    "404 Not Found": (reply(status=404), "the server answers 404"),
    "403 Forbidden": (reply(status=403), "the server answers 403"),
    "204 No Content": (reply(status=204, body=b""), "the server answers 204"),
    "206 Partial Content": (reply(status=206), "the server answers 206"),
    "302 to another host": (reply(status=302, headers={"Location": "https://example.org/x"}), "points to 'https://example.org/x'"),
    "307 to a folder beside": (reply(status=307, headers={"Location": "/elsewhere/"}), "points to '/elsewhere/'"),
    "301 to nowhere": (reply(status=301), "points to ''"),
    "a redirect with terminal escapes": (reply(status=302, headers={"Location": f"/{ESCAPE}"}), "points to '/\\x1b]0;owned"),
    "an empty body": (reply(body=b""), "it is empty"),
    "a body of blanks": (reply(body=b" \n "), "not valid JSON"),
    "a body cut off": (reply(headers={"Content-Length": 10_000_000}), "no complete answer came"),
    "a chunked body cut off": (lambda a, q: Reply(headers={"Transfer-Encoding": "chunked"}, parts=[b"ff\r\n" + JSON]), "no complete answer came"),
    "chunks of no length": (lambda a, q: Reply(headers={"Transfer-Encoding": "chunked"}, parts=[b"zz\r\n" + JSON]), "no complete answer came"),
    "no answer before the line is closed": (lambda a, q: Reply(raw=True, parts=[b""]), "no complete answer came"),
    "not HTTP": (lambda a, q: Reply(raw=True, parts=[b"220 mail.example.org ESMTP\r\n"]), "no complete answer came"),
    "too many headers": (lambda a, q: Reply(headers={f"X-{n}": n for n in range(200)}), "no complete answer came"),
    "plain text said to be gzip": (reply(headers={"Content-Encoding": "gzip"}), "compressed as 'gzip'"),
    "gzip nobody asked for": (lambda a, q: Reply(packed(a), headers={"Content-Encoding": "gzip"}), "compressed as 'gzip'"),
    "an unknown packing": (reply(headers={"Content-Encoding": "zork"}), "compressed as 'zork'"),
    "a small gzip of a huge body": (lambda a, q: Reply(packed(b" " * 5_000_000), headers={"Content-Encoding": "gzip"}), "compressed as 'gzip'"),
    "gzip without saying so": (lambda a, q: packed(a), "not valid JSON"),
    # Answers without end: a limit cuts them.
    "a body larger than we read": (lambda a, q: JSON + b" " * 1_000_000, "longer than 900000 bytes"),
    "a body without end": (lambda a, q: Reply(parts=itertools.chain([JSON], itertools.repeat(b" " * 65536))), "longer than 900000 bytes"),
    "a chunk without end": (lambda a, q: Reply(headers={"Transfer-Encoding": "chunked"}, parts=itertools.chain([b"ffffffff\r\n"], itertools.repeat(b" " * 65536))), "longer than 900000 bytes"),
    "a billion pages": (top(maxPages=1_000_000_000), "the table has 1000000000 pages, more than the limit of 20"),
    # Not JSON, or JSON of another shape.
    "an HTML error page": (reply(body=b"<!DOCTYPE html><title>Sorry</title>"), "it begins '<!DOCTYPE html>"),
    "JSON cut off": (text(lambda t: t[: len(t) // 2]), "not valid JSON"),
    "two answers in one": (text(lambda t: t + t), "not valid JSON"),
    "a byte that is not UTF-8": (lambda a, q: b'{"made": "\xff"}', "not valid JSON"),
    "a nest too deep": (lambda a, q: b"[" * 100_000, "not valid JSON"),
    "a number of 5000 digits": (text(lambda t: t.replace("2012", "9" * 5000, 1).replace('"page": 1', f'"page": {"9" * 5000}')), "not valid JSON"),
    "NaN for a number": (text(lambda t: t.replace('"page": 1', '"page": NaN')), "NaN is not a JSON number"),
    "NaN for a count": (counts(float("nan")), "NaN is not a JSON number"),
    "infinity for a count": (counts(float("inf")), "Infinity is not a JSON number"),
    "a name twice in a row": (text(lambda t: t.replace('"year": 2', '"year": 1999, "year": 2')), "an object repeats a name"),
    "a list": (instead([]), "the answer is '[]', not an object"),
    "a list of rows": (lambda a, q: json.dumps(a["items"]).encode(), "not an object"),
    "null": (instead(None), "the answer is 'null'"),
    "true": (instead(True), "the answer is 'true'"),
    "a number": (instead(5), "the answer is '5', not an object"),
    "a text": (instead("busy"), "the answer is 'busy', not an object"),
    "an empty object": (instead({}), "has no 'page'"),
    "an error told as JSON": (instead({"made": MADE, "error": "busy"}), "has no 'page', only 'made, error'"),
    "no items": (lacking("items"), "has no 'items'"),
    "no page": (lacking("page"), "has no 'page'"),
    "no number of pages": (lacking("maxPages"), "has no 'maxPages'"),
    "null for items": (top(items=None), "'items' is 'null', not a list"),
    "an object for items": (top(items={}), "'items' is '{}', not a list"),
    "a text for items": (top(items="none"), "'items' is 'none', not a list"),
    "a text for a row": (items(lambda rows: [*rows, "made"]), "not an object"),
    "null for a row": (items(lambda rows: [*rows, None]), "is 'null', not an object"),
    "a list for a row": (items(lambda rows: [list(r.values()) for r in rows]), "not an object"),
    "another page": (top(page=2), "asked for page 1, but 'page' is '2'"),
    "a text for the page": (top(page="first"), "'page' is 'first'"),
    "a text for the number of pages": (top(maxPages="many"), "'maxPages' is 'many'"),
    "fewer than no pages": (top(maxPages=-1), "'maxPages' is '-1'"),
    "true pages": (top(maxPages=True), "'maxPages' is 'true'"),
    "half a page": (top(maxPages=1.5), "'maxPages' is '1.5'"),
    "a list for the number of pages": (top(maxPages=[1]), "'maxPages' is '[1]'"),
    # Another question answered, or this one in part.
    "no row": (top(items=[]), "page 1 of 1 has no rows"),
    "the world's totals": (each_row(coo_iso="-"), "asked for the origin CHN, answered for '-'"),
    "another origin": (last_row(coo_iso="TIB"), "asked for the origin CHN, answered for 'TIB'"),
    "no origin": (without("coo_iso"), "has no 'coo_iso'"),
    "a number for an origin": (each_row(coo_iso=34), "'coo_iso' is '34', not a text"),
    "another year": (last_row(year=1999), "answered for '1999'"),
    "no year": (without("year", rows=slice(-1, None)), "has no 'year'"),
    "null for a year": (last_row(year=None), "answered for 'null'"),
    "a word for a year": (last_row(year="all"), "answered for 'all'"),
    "a year with a fraction": (last_row(year=2012.5), "answered for '2012.5'"),
    "one year missing": (items(lambda rows: [r for r in rows if r["year"] != 2012]), "no row for 2012"),
    "all destinations in one": (by_place(each_row(coa_iso="-")), "asked by destination, answered for the destination '-'"),
    "one destination instead of all": (each_row(coa_iso="USA"), "asked over all destinations, answered for the destination 'USA'"),
    "null for a destination": (by_place(last_row(coa_iso=None)), "'coa_iso' is 'null', not a text"),
    "an empty destination": (by_place(last_row(coa_iso="")), "'coa_iso' is '', not a text"),
    "no destination": (without("coa_iso"), "has no 'coa_iso'"),
    "more rows than asked for": (items(lambda rows: rows[:1] * 1001), "page 1 has 1001 rows, but at most 1000 were asked for"),
    # Rows repeated and columns omitted.
    "every row twice": (items(lambda rows: rows + rows), "repeats row 1 of page 1"),
    "one row twice, with another count": (items(lambda rows: [*rows, rows[0] | {"refugees": 7, "applied": 7}]), "repeats row 1 of page 1"),
    "a column omitted": (without("asylum_seekers"), "has no 'asylum_seekers'"),
    "a column omitted in the last row": (without("refugees", rows=slice(-1, None)), "has no 'refugees'"),
    "a column renamed": (text(lambda t: t.replace('"refugees"', '"refugee"')), "has no 'refugees'"),
    "the column of the applications omitted": (without("applied"), "has no 'applied'"),
    "a key of the applications omitted": (without("app_pc"), "has no 'app_pc'"),
    "null for a key of the applications": (text(lambda t: t.replace('"app_type": "N"', '"app_type": null')), "'app_type' is 'null'"),
    # Something else in the place of a count.
    "a word for a count": (counts("many"), "'many', which is not a count"),
    "a negative count": (last_row(asylum_seekers=-5, applied=-5), "'-5', which is not a count"),
    "a negative count as text": (counts("-5"), "'-5', which is not a count"),
    "a count with a fraction": (counts(12.5), "'12.5', which is not a count"),
    "a count with a fraction of nothing": (counts(12.0), "'12.0', which is not a count"),
    "a count beyond any float": (text(lambda t: re.sub(r'"(refugees|applied)": "?\d+"?', r'"\1": 1e999', t)), "'Infinity', which is not a count"),
    "a count with a comma": (counts("12,362"), "'12,362', which is not a count"),
    "a count with a space": (counts("12 362"), "'12 362', which is not a count"),
    "a count in other digits": (counts("\u0661\u0662"), "which is not a count"),
    "a count with an exponent sign": (counts("12\u00b2"), "which is not a count"),
    "a count led by zeros": (counts("0012"), "'0012', which is not a count"),
    "more people than there are": (counts(10**12), "'1000000000000', which is not a count"),
    "a text of 5000 digits": (counts("9" * 5000), "which is not a count"),
    "true for a count": (counts(True), "'true', which is not a count"),
    "null for a count": (counts(None), "'null', which is not a count"),
    "nothing for a count": (counts(""), "'', which is not a count"),
    "a list for a count": (counts([12]), "'[12]', which is not a count"),
    "an object for a count": (counts({"count": 12}), "which is not a count"),
    "a dash for every count": (counts("-"), "no row has a count in 'asylum_seekers'"),
    "terminal escapes for a count": (counts(ESCAPE), "'\\x1b]0;owned\\x07\\x1b[2J', which is not a count"),
    "terminal escapes for a year": (last_row(year=ESCAPE), "answered for '\\x1b]0;owned"),
    "terminal escapes for a name": (instead({ESCAPE: 1}), "only '\\x1b]0;owned"),
    "terminal escapes for an answer": (lambda a, q: ESCAPE.encode(), "it begins '\\x1b]0;owned"),
    "lines for a count": (counts("1\n2\r3\u2028"), "'1\\n2\\r3\\u2028', which is not a count"),
    "half a surrogate for a count": (counts("\ud800"), "'\\ud800', which is not a count"),
    # Totals.
    "totals that the rows do not add up to": (top(total={"asylum_seekers": 1, "applied": 1}), "but 'total' is 1"),
    "a word for a total": (top(total={"refugees": "many"}), "'total': 'refugees' is 'many'"),
}  # fmt: skip

PAGED = {
    "pages that grow": (lambda a, q: a | {"maxPages": int(q["page"]) + 1}, "page 2 says there are 3 pages, page 1 said 2"),
    "the page asked for ignored": (ignores_page(echo=False), "asked for page 2, but 'page' is '1'"),
    "the page asked for ignored and echoed": (ignores_page(echo=True), "row 1 of page 2 repeats row 1 of page 1"),
    "an empty page in the middle": (on_page(2, top(items=[])), "page 2 of 4 has no rows"),
    "another number of pages on the second": (on_page(2, top(maxPages=9)), "page 2 says there are 9 pages, page 1 said 4"),
    "an error on the last page": (on_page(4, reply(status=500)), "the server answers 500"),
    "a row of the first page on the second": (on_page(2, lambda a, q: a | {"items": q["server"].answer(q["table"], q | {"page": "1"})["items"][:1]}), "row 1 of page 2 repeats row 1 of page 1"),
    "a page lost, with the total of all": (lambda a, q: a | {"total": {"refugees": 10**9}}, "but 'total' is 1000000000"),
}  # fmt: skip
