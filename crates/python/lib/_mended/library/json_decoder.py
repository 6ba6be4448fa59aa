"""`json` says only where a control character stands, as CPython does; RustPython names it."""


def mend(module):
    original = module.JSONDecodeError.__init__

    def __init__(self, msg, doc, pos):
        if msg.startswith("Invalid control character "):
            msg = "Invalid control character at"
        original(self, msg, doc, pos)

    module.JSONDecodeError.__init__ = __init__
