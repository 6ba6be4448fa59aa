"""`logging` tells its own frames from others' by where it lies."""


def mend(module):
    module.__path__ = ["/lib/python3.14/logging"]
