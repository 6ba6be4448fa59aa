"""The kinds of validators, a file each.

A validator has one method for each form of input: `py` for Python objects, `json` for parsed JSON, `strings` for strings and dictionaries
of them, and `key` for a key of a JSON object. They return the validated value, or raise `errors.Invalid`, `OmitValue` or
`UseDefaultValue`.
"""
