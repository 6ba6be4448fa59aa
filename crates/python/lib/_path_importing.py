"""The part of the import system that looks into folders: the interpreter, which needs none, has not made it ready."""

import sys
from importlib import _bootstrap_external as external

import _loopscope_cost

_bootstrap = sys.modules["_frozen_importlib"]
external._set_bootstrap_module(_bootstrap)
_bootstrap._bootstrap_external = external


def unseen(function):
    """Cuts a function out of tracebacks, with what calls it: as the import system does with its own, which it knows by
    these names."""
    function.__code__ = function.__code__.replace(
        co_filename="<frozen importlib._bootstrap_external>", co_name="_call_with_frames_removed"
    )
    return function


class SourceFileLoader(external.SourceFileLoader):
    """Loads what the person wrote, whose computing takes time wherever it is written: with the counters of a script."""

    @unseen
    def source_to_code(self, data, path, **options):
        # The ordinary compiler says best what is wrong.
        try:
            code = super().source_to_code(data, path, **options)
        except SyntaxError as error:
            import _syntax

            refined = _syntax.refined(error, external.decode_source(data))
            if refined is error:
                raise
            raise refined from None
        return _loopscope_cost.compile(external.decode_source(data), path) or code


SourceFileLoader.__module__ = external.SourceFileLoader.__module__
sys.path_hooks.append(external.FileFinder.path_hook((SourceFileLoader, external.SOURCE_SUFFIXES)))
