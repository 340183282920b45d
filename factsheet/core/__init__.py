"""What every other package may need: problems, files, the cache, the lock, links. Nothing here knows what a fact-sheet is."""
