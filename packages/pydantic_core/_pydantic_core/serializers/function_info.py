"""What a function learns of the serialization that calls it."""

_NAMES = (
    "by_alias",
    "exclude_unset",
    "exclude_defaults",
    "exclude_none",
    "exclude_computed_fields",
    "round_trip",
    "serialize_as_any",
)


class SerializationInfo:
    """The settings of a serialization; `field_name` where the function belongs to a field."""

    __slots__ = ("_settings",)

    def __init__(self, state, of_field):
        settings = {"include": state.include, "exclude": state.exclude, "context": state.context, "mode": state.mode}
        for name in _NAMES:
            settings[name] = getattr(state, name)
        if of_field:
            if state.field_name is None:
                raise RuntimeError(
                    "Model field context expected for field serialization info but no model field was found"
                )
            settings["exclude_computed_fields"] = state.exclude_none
            settings["field_name"] = state.field_name
        object.__setattr__(self, "_settings", settings)

    def __getattr__(self, name):
        settings = object.__getattribute__(self, "_settings")
        try:
            return settings[name]
        except KeyError:
            if name == "field_name":
                raise AttributeError("No attribute named 'field_name'") from None
            message = f"'pydantic_core._pydantic_core.SerializationInfo' object has no attribute '{name}'"
            raise AttributeError(message) from None

    def __setattr__(self, name, value):
        raise AttributeError(f"attribute '{name}' of 'SerializationInfo' objects is not writable")

    def mode_is_json(self):
        return self._settings["mode"] == "json"

    @property
    def __dict__(self):
        found = {}
        for name in ("include", "exclude", "context"):
            if self._settings[name] is not None:
                found[name] = self._settings[name]
        found["mode"] = self._settings["mode"]
        for name in _NAMES:
            found[name] = self._settings[name]
        return found

    def __repr__(self):
        settings = self._settings
        flags = ", ".join(f"{name}={bool(settings[name])}" for name in _NAMES)
        return (
            f"SerializationInfo(include={settings['include']!r}, exclude={settings['exclude']!r}, "
            f"context={settings['context']!r}, mode='{settings['mode']}', {flags})"
        )


SerializationInfo.__module__ = "pydantic_core._pydantic_core"
