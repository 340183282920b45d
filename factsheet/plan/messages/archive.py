"""What the archive of the site says of itself, before anything of it is opened. It holds no figure."""

READ_ME = """\
{name}
{underline}

This folder is a copy of a whole website, to be read without a network.
Nothing in it asks any server for anything; links to other sites work only when you open them.

To read it
----------
Unpack the archive first: opened inside it, pages do not find each other.
Then open  index.html  in this folder, as you open any file; your browser shows it.
Search works too. With scripts switched off everything but search is there.

To check that it is whole
-------------------------
The file  SHA256SUMS  names every other file of this folder with its fingerprint.
In this folder, on Linux:

    sha256sum -c SHA256SUMS

on macOS:

    shasum -a 256 -c SHA256SUMS

on Windows, in PowerShell:

    Get-Content SHA256SUMS | ForEach-Object {{ $sum, $file = $_ -split "  "; if ((Get-FileHash -LiteralPath $file).Hash -ne $sum) {{ "differs: $file" }} }}

A file that is as it was made is OK; on Windows only those that differ are named.
This finds damage. Whoever changes a page on purpose can change the list as well: to be sure where
this copy comes from, compare the fingerprint of the archive itself with the one that the site gives
in its own file SHA256SUMS{at}
"""
AT = ":\n\n    {address}SHA256SUMS"
