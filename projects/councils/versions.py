"""The version of what published votes say; it changes in the same transaction."""

RESULTS = "ballot-results"
