"""Checks: one pure module per kind of check a rule can name; (facts, options) → hits."""
