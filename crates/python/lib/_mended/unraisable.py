"""What cannot be raised is shown as CPython's `sys.unraisablehook` does: RustPython's leaves out words and traceback."""

import sys
import traceback


def show(unraisable):
    """`sys.unraisablehook` as CPython's: what was ignored, and its traceback."""
    message = unraisable.err_msg or "Exception ignored in"
    if unraisable.object is not None and repr(unraisable.object) not in message:
        message = f"{message}: {unraisable.object!r}"
    else:
        message = f"{message}:"
    print(message, file=sys.stderr)
    traceback.print_exception(unraisable.exc_type, unraisable.exc_value, unraisable.exc_traceback)
