"""`SchemaError`: a schema from which no validator or serializer can be made."""


class SchemaError(Exception):
    """Raised where a core schema is not valid."""

    def __new__(cls, message):
        self = Exception.__new__(cls, message)
        self._message = message
        return self

    def __init__(self, message):
        Exception.__init__(self, message)

    def error_count(self):
        return 0

    def errors(self):
        return []

    def __str__(self):
        return self._message

    def __repr__(self):
        return 'SchemaError("' + self._message.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '")'


SchemaError.__module__ = "pydantic_core._pydantic_core"
