"""`iter(function, sentinel)` as Python code: what it calls may then wait for another thread."""


def until(function, sentinel):
    while True:
        try:
            value = function()
        except StopIteration:
            return
        if value is sentinel or value == sentinel:
            return
        yield value
