"""The part of the import system that looks into folders: the interpreter, which needs none, has not made it ready."""

import sys
from importlib import _bootstrap_external as external

_bootstrap = sys.modules["_frozen_importlib"]
external._set_bootstrap_module(_bootstrap)
_bootstrap._bootstrap_external = external
sys.path_hooks.append(external.FileFinder.path_hook((external.SourceFileLoader, external.SOURCE_SUFFIXES)))
