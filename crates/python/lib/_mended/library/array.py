"""`array.typecodes` in CPython's order, which has one more; and floats shown as floats."""

import _loopscope_builtin


def mend(module):
    module.typecodes = "bBuwhHiIlLqQfd"
    _loopscope_builtin.show_arrays(module.array)
