"""The parts of an exception group show no context: CPython makes them with a cause, be it none."""

import _loopscope_builtin
import _loopscope_loop


def mend():
    def suppressed(part, whole):
        if part is not None and part is not whole:
            part.__suppress_context__ = True
        return part

    def replace(name, of_parts):
        original = getattr(BaseExceptionGroup, name)
        function = _loopscope_builtin.function(lambda group, condition, /: of_parts(group, original(group, condition)), name)
        _loopscope_loop.set_method(BaseExceptionGroup, name, lambda self, condition, /: function(self, condition))

    replace("subgroup", lambda whole, part: suppressed(part, whole))
    replace("split", lambda whole, parts: tuple([suppressed(part, whole) for part in parts]))
