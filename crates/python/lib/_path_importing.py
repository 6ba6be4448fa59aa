"""The part of the import system that looks into folders: the interpreter, which needs none, has not made it ready."""

import sys
from importlib import _bootstrap_external as external

import _loopscope_cost

_bootstrap = sys.modules["_frozen_importlib"]
external._set_bootstrap_module(_bootstrap)
_bootstrap._bootstrap_external = external


class SourceFileLoader(external.SourceFileLoader):
    """Loads what the person wrote, whose computing takes time wherever it is written: with the counters of a script."""

    def source_to_code(self, data, path, **options):
        # The ordinary compiler says best what is wrong.
        code = super().source_to_code(data, path, **options)
        return _loopscope_cost.compile(external.decode_source(data), path) or code


SourceFileLoader.__module__ = external.SourceFileLoader.__module__
sys.path_hooks.append(external.FileFinder.path_hook((SourceFileLoader, external.SOURCE_SUFFIXES)))
