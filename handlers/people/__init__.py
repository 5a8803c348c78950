"""Owners, officers and experts: how they become known to Mitra, and what it knows of them."""
