"""What a page shows: macros, entries, tables and charts as HTML. Nothing here writes a file or knows what is published."""
