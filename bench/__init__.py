"""What the engine costs, measured: sites of any size, built beside the same pages made plain."""
