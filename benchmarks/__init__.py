"""Measures Fihris beside other engines on the same machine, corpus, queries and tasks; not installed."""
