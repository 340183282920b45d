"""Characters, and how numbers and dates are printed and recognised. Nothing here reads a file or knows a source."""
