"""Companies that buy: they apply, are vetted, and bring the list of their suppliers."""
