"""What every environment shares. Secrets and addresses come from the environment."""

from portal.settings.parts.accounts import *
from portal.settings.parts.api import *
from portal.settings.parts.apps import *
from portal.settings.parts.cache import *
from portal.settings.parts.database import *
from portal.settings.parts.files import *
from portal.settings.parts.i18n import *
from portal.settings.parts.logging import *
from portal.settings.parts.look import *
from portal.settings.parts.notices import *
from portal.settings.parts.places import *
from portal.settings.parts.reports import *
from portal.settings.parts.security import *
from portal.settings.parts.tasks import *

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
DEMO = False
