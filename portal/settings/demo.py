"""A single machine with invented people: what `script/server` runs."""

from portal.settings.base import *

DEMO = True
INSTALLED_APPS = [*INSTALLED_APPS, "portal.demo"]
SECRET_KEY = "demo-only-key-never-used-in-production-0123456789"
LINLI_KEYS = "demo:ZGVtby1vbmx5LWtleS1uZXZlci1pbi1wcm9kdWN0aW8="
LINLI_PEPPERS = "demo:ZGVtby1vbmx5LXBlcHBlci1ub3QtcHJvZHVjdGlvbi4="
ALLOWED_HOSTS = ["*"]
# Sign-in must work over plain http in the demo.
SECURE_CROSS_ORIGIN_OPENER_POLICY = None
SMS_SENDER = "core.notices.channels.console.ConsoleSender"
LINLI_REQUIRE_MFA = False
LINLI_PASSWORD_DAYS = 0
CENTRE_PHONE = "0760-5550 0101"
