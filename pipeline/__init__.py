"""Preserve, read, enrich, store, publish: everything after the network."""
