"""Modules of the library that Pyodide has not: a shelf on the disk, and examples in docstrings."""

import dbm.dumb
import doctest
import shelve

with shelve.Shelf(dbm.dumb.open("/tmp/kept")) as shelf:
    shelf["x"] = {"list": [1, 2]}
with shelve.Shelf(dbm.dumb.open("/tmp/kept")) as shelf:
    print(dict(shelf), "x" in shelf)


def twice(x):
    """
    >>> twice(2)
    4
    >>> twice("a")
    'aa'
    >>> twice(None)
    Traceback (most recent call last):
    TypeError: unsupported operand type(s) for *: 'int' and 'NoneType'
    """
    return 2 * x


print(doctest.testmod())
