"""The module `sysconfig`, of a CPython with its lock."""

import sys

import _sysconfigdata


def mend(module):
    machine = sys.implementation._multiarch
    abi = f"{sys.implementation.cache_tag}-{machine}"
    own = {"Py_GIL_DISABLED": 0, "ABIFLAGS": sys.abiflags, "SOABI": abi, "EXT_SUFFIX": f".{abi}.so", "MULTIARCH": machine}
    values = _sysconfigdata.build_time_vars | own
    for name in [name for name in values if name.startswith("RUST")]:
        del values[name]
    module._get_sysconfigdata = lambda: dict(values)
    module._get_implementation = lambda: "Python"
    if module._CONFIG_VARS_INITIALIZED:
        module._init_config_vars()
