"""What is published beside the pages: the name and media type of every data file."""

from __future__ import annotations

FILES = (
    "figures.csv", "figures.json", "facts.csv", "facts.json", "sources.csv", "sources.json", "sources.bib", "claims.csv", "claims.json",
    "trace.json", "feed.xml", "datapackage.json", "README.md",
)  # fmt: skip
# IANA media types of what is published; BibTeX has none registered, and this is what servers use.
MEDIA = {
    "csv": "text/csv", "json": "application/json", "bib": "application/x-bibtex", "xml": "application/atom+xml", "md": "text/markdown",
}  # fmt: skip
TRACE = "data/trace.json"
