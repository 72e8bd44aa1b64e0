class PabulibError(ValueError):
    """Text that is not an election in Pabulib format; `line` is None when it is about the whole."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message if line is None else f"line {line}: {message}")
        self.line = line
