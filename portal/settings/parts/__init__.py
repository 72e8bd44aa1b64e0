"""One file per capability; `portal.settings.base` puts them together."""
