"""What is changed in modules of the standard library once they are loaded: where they are of another version than they
should be, or need what is not there."""


def argparse(module):
    """3.14 lists choices as they are written on a command line."""

    def _check_value(self, action, value):
        choices = action.choices
        if choices is None:
            return
        if isinstance(choices, str):
            choices = iter(choices)
        if value in choices:
            return
        args = {"value": str(value), "choices": ", ".join(map(str, action.choices))}
        message = module._("invalid choice: %(value)r (choose from %(choices)s)")
        if self.suggest_on_error and isinstance(value, str) and all(isinstance(choice, str) for choice in action.choices):
            import difflib

            close = difflib.get_close_matches(value, action.choices, 1)
            if close:
                args["closest"] = close[0]
                message = module._("invalid choice: %(value)r, maybe you meant %(closest)r? (choose from %(choices)s)")
        raise module.ArgumentError(action, message % args)

    module.ArgumentParser._check_value = _check_value


def array(module):
    module.typecodes = "bBuwhHiIlLqQfd"


def logging(module):
    """It tells its own frames from others' by where it lies."""
    module.__path__ = ["/lib/python3.14/logging"]


def zoneinfo(module):
    import _zones

    module.available_timezones = _zones.keys


def zoneinfo__common(module):
    import _zones

    module.load_tzdata = _zones.load_tzdata
