"""Versions of what published votes say and of what councils decided; each changes in the same
transaction as what it stands for."""

RESULTS = "ballot-results"
MOTIONS = "council-motions"
