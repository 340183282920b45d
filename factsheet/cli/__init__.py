"""The commands, and the work that only commands do: adding a source, comparing revisions, asking addresses.

What a build needs too belongs in the packages below.
"""
