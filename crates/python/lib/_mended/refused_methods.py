"""What a binary file does not do, it refuses in CPython's word: the method's name."""

import io

import _loopscope_loop


def mend():
    def refusal(name):
        def refuse(self, *args):
            raise io.UnsupportedOperation(name)

        refuse.__name__ = name
        return refuse

    for kind, names in ((io.BufferedWriter, ("read", "read1")), (io.BufferedReader, ("write",))):
        for name in names:
            _loopscope_loop.set_method(kind, name, refusal(name))
