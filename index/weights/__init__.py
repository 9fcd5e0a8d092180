"""Weights the package ships, with their cards."""
