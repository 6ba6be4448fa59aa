"""What the module `platform` asks other programs, and files of the system."""


def mend(module):
    module.python_implementation = lambda: "CPython"
    module.libc_ver = lambda executable=None, lib="", version="", chunksize=16384: ("glibc", "2.41")
    module._syscmd_file = lambda target, default="": default
    module._Processor.from_subprocess = staticmethod(lambda: "")
