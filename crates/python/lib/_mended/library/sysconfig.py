"""The module `sysconfig`, of a CPython with its lock."""

import _sysconfigdata

_SOABI = "cpython-314-x86_64-linux-gnu"


def mend(module):
    own = {"Py_GIL_DISABLED": 0, "ABIFLAGS": "", "SOABI": _SOABI, "EXT_SUFFIX": f".{_SOABI}.so", "MULTIARCH": "x86_64-linux-gnu"}
    values = _sysconfigdata.build_time_vars | own
    for name in [name for name in values if name.startswith("RUST")]:
        del values[name]
    module._get_sysconfigdata = lambda: dict(values)
    module._get_implementation = lambda: "Python"
    if module._CONFIG_VARS_INITIALIZED:
        module._init_config_vars()
