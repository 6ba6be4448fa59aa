"""What is machine code elsewhere has no frames: tracebacks go from who calls it to the function that it calls."""

from functools import wraps

_FOLDER = __file__.rpartition("/")[0] + "/"


def hide_frames(error):
    """Takes this package's frames out of the traceback of an exception that leaves it."""
    first = last = None
    step = error.__traceback__
    while step is not None:
        following = step.tb_next
        if not step.tb_frame.f_code.co_filename.startswith(_FOLDER):
            if last is None:
                first = step
            elif last.tb_next is not step:
                last.tb_next = step
            last = step
        step = following
    if last is not None and last.tb_next is not None:
        last.tb_next = None
    error.__traceback__ = first


def without_frames(function):
    """A function of the public interface whose exceptions do not show how it works."""

    @wraps(function)
    def call(*args, **kwargs):
        try:
            return function(*args, **kwargs)
        except BaseException as error:
            hide_frames(error)
            raise

    return call
