"""The files beside the pages: tables, the Data Package, citations, the feed, JSON-LD and the offline archive."""
