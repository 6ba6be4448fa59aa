"""`exit`, `quit` and `help`: what `site` adds to the built-in names."""

import builtins

import _sitebuiltins


def mend():
    builtins.exit = _sitebuiltins.Quitter("exit", "Ctrl-D (i.e. EOF)")
    builtins.quit = _sitebuiltins.Quitter("quit", "Ctrl-D (i.e. EOF)")
    builtins.help = _sitebuiltins._Helper()
