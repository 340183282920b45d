"""Measures what the engine costs: sites of any size, built with it and as plain Material pages."""
