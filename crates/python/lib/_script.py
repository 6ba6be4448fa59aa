"""The script that runs."""

#: The name of its file, as tracebacks show it; None until it is known.
file = None
#: It, compiled.
code = None
#: It is over, and nothing can be imported any more.
is_over = False
