"""Errors speak as CPython's do."""

import _loopscope_wording
import _wording


def mend():
    _loopscope_wording.install(_wording.hint)
