"""What is made sure of before a process is started."""

import _worlds


def _check_not_importing_main():
    """Refuses as CPython does: who starts processes while its own script is still being executed would never end."""
    if getattr(_worlds.current, "importing", False):
        raise RuntimeError(_worlds.REFUSAL)


def get_preparation_data(name):
    """What a new process needs to know of the one that starts it: here it sees that by itself."""
    _check_not_importing_main()
