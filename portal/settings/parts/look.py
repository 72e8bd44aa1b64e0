"""Design system: where menus come from, whom to telephone, the map's optional ground."""

from portal.settings.parts.places import env

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False
UI_NAVIGATION = "portal.navigation"

# In the header of visitors; a signed-in person sees their own community's name.
CENTRE_NAME = env.str("CENTRE_NAME", default="")
CENTRE_PHONE = env.str("CENTRE_PHONE", default="")
TILE_ATTRIBUTION = env.str("TILE_ATTRIBUTION", default="")
FORM_RENDERER = "core.ui.rendering.Renderer"
