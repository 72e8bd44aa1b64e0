"""Reports: where the Chinese font for PDFs lies, if not with Debian or our own package."""

from portal.settings.parts.places import env

LINLI_FONTS = env.str("LINLI_FONTS", default="")
