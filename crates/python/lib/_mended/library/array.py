"""`array.typecodes` in CPython's order, which has one more."""


def mend(module):
    module.typecodes = "bBuwhHiIlLqQfd"
