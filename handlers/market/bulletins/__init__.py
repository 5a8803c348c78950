"""A bulletin's life, as its company sees it: written, tried, sent, changed, accounted for."""
