"""The scene of all tests of promises."""

from tests.promises.scene import scene

__all__ = ["scene"]
