"""What `except*` raises in the end, as `_PyExc_PrepReraiseStar` of CPython decides."""


def reraise(orig, raised):
    """What is left to raise of `orig`, when its handlers have raised these (None: nothing)."""
    if not raised:
        return None
    if not isinstance(orig, BaseExceptionGroup):
        # A lone exception: one handler at most has run.
        return raised[0]
    new, again = [], []
    for each in raised:
        if each is not None:
            (again if _has_the_same_past(each, orig) else new).append(each)
    kept = {id(leaf) for each in again for leaf in _leaves(each)}
    rest = BaseExceptionGroup.split(orig, lambda each: id(each) in kept)[0] if kept else None
    if rest is not None:
        new.append(rest)
    if len(new) > 1:
        return BaseExceptionGroup("", new)
    return new[0] if new else None


def _has_the_same_past(one, other):
    """Whether it is a part of the other, or the other itself, as it was caught."""
    return (
        one.__traceback__ is other.__traceback__
        and one.__cause__ is other.__cause__
        and one.__context__ is other.__context__
    )


def _leaves(error):
    if isinstance(error, BaseExceptionGroup):
        for each in error.exceptions:
            yield from _leaves(each)
    else:
        yield error
