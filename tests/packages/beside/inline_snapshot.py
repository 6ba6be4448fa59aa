"""In the place of inline-snapshot, as it is with `--inline-snapshot=disable`: a snapshot is what the test has there."""


def snapshot(value):
    return value


def Is(value):
    return value
