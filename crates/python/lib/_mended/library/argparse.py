"""`argparse` lists choices as they are written on a command line, as 3.14 does."""


def mend(module):
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
