"""Sessions hold personal data for a while (the phone that awaits a code): encrypted too."""

import json
from typing import Any

from core.privacy import keys

BINDING = "session"


class EncryptedSerializer:
    """What `SESSION_SERIALIZER` names. A session under a retired key reads as no session."""

    def dumps(self, obj: Any) -> bytes:
        return keys.encrypt(json.dumps(obj, separators=(",", ":")), BINDING).encode()

    def loads(self, data: bytes) -> Any:
        return json.loads(keys.decrypt(data.decode(), BINDING))
