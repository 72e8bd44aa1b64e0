"""Translations compiled and checked from Python: no gettext on the machine."""
