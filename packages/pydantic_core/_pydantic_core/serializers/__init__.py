"""The kinds of serializers, a file each.

A serializer has three methods: `to_python` gives Python objects (of JSON's types where the mode is `json`), `to_json` gives JSON text, and
`json_key` the text of a key of a JSON object.
"""
