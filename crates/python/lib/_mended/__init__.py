"""What is otherwise in the interpreter than in CPython, and can be mended in Python: one file each, named after it."""
