"""`bytes`."""

from .base import Serializer
from .binary_text import bytes_text, bytes_to_json_text
from .json_text import quoted
from .state import mode_setting


class BytesSerializer(Serializer):
    name = "bytes"

    def __init__(self, mode):
        self.mode = mode

    @classmethod
    def build(cls, schema, config, definitions):
        return cls(mode_setting("ser_json_bytes", (config or {}).get("ser_json_bytes"), "utf8"))

    def to_python(self, value, state):
        if not isinstance(value, bytes):
            return Serializer.to_python(self, value, state)
        return bytes_text(value, self.mode) if state.is_json else value

    def to_json(self, value, state):
        if not isinstance(value, bytes):
            return Serializer.to_json(self, value, state)
        return quoted(bytes_to_json_text(value, self.mode))

    def json_key(self, key, state):
        return bytes_text(key, self.mode) if isinstance(key, bytes) else self.other_key(key, state)

    def debug_fields(self):
        return {"bytes_mode": self.mode.capitalize()}
