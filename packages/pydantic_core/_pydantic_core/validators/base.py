"""What all validators have in common."""

from ..state import ABSENT


class Validator:
    """A validator without settings that takes JSON and strings as it takes Python objects."""

    name = ""
    # The validator of a class may be used in other schemas, but not where a function around it belongs to that class alone.
    rebuilt_in_place = False

    def get_name(self):
        """What it is called in the locations of unions' errors, and in titles."""
        return self.name

    def py(self, value, state):
        raise NotImplementedError

    def json(self, value, state):
        return self.py(value, state)

    def strings(self, value, state):
        return self.json(value, state)

    def key(self, value, state):
        return self.json(value, state)

    def default_value(self, place, state):
        """The default, or `ABSENT`. `place` is put around errors in it."""
        return ABSENT

    def assign(self, model, field_name, value, state):
        """Validates the assignment of a field."""
        raise TypeError(f"validate_assignment is not supported for {self.get_name()}")

    def debug_fields(self):
        return {}


class PrebuiltValidator(Validator):
    """The validator that a class has already, within the schema of another; its methods are those of the other."""

    def __init__(self, inner):
        self.inner = inner
        for method in ("get_name", "py", "json", "strings", "key", "default_value", "assign"):
            setattr(self, method, getattr(inner, method))

    def debug_fields(self):
        return {"schema_validator": self.inner}


FORMS = ("py", "json", "strings", "key")


def in_every_form(cls):
    """Gives a class that wraps validators its four methods, made of `run(value, state, form)`."""

    def made(form):
        def method(self, value, state):
            return self.run(value, state, form)

        method.__name__ = form
        return method

    for form in FORMS:
        if form not in cls.__dict__:
            setattr(cls, form, made(form))
    return cls
