"""Warnings are recorded, and shown as CPython does."""

import sys
import warnings

import _loopscope
import _script


def show(message):
    """Records a warning, and shows it as CPython does (`_showwarnmsg_impl`)."""
    line = message.lineno if _script.is_own(message.filename) else None
    if message.filename == "<sys>":
        # Nothing runs any more: CPython counts from 0 there.
        message.lineno = 0
        if _script.is_over:
            # The hint about tracemalloc asks for that module.
            message.source = None
    _loopscope.warned(message.category.__name__, str(message.message), line)
    file = message.file or sys.stderr
    if file is not None:
        file.write(warnings._formatwarnmsg(message))
