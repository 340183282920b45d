"""Charts: what is drawn (rows), how (forms), the drawing and its cache, and the figure on the page."""
