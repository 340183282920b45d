"""What is published beside the pages: tables, the Data Package, citation files, the feed, JSON-LD and the offline copy."""
