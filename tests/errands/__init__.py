"""A small kind of matter that exists only in tests: it uses every feature of the engine."""
