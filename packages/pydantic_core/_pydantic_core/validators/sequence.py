"""Iterating over what counts as a sequence, and validating each item: shared by list, tuple and sets."""

from ..errors import Invalid, LineError, OmitValue, invalid
from ..lookup import is_mapping
from ..reprs import exception_words


def guarded(iterator, input):
    """The items of an iterator whose own exceptions are errors of the input, at the index where they happened."""
    index = 0
    while True:
        try:
            item = next(iterator)
        except StopIteration:
            return
        except Exception as error:
            failed = LineError("iteration_error", input, {"error": exception_words(error)})
            failed.loc.append(index)
            raise Invalid([failed]) from None
        yield item
        index += 1


def lax_items(value):
    """The items of a value that counts as a sequence and their number where it is known; `None` for others."""
    if isinstance(value, (list, tuple, set, frozenset)):
        return value, len(value)
    if isinstance(value, (str, bytes, bytearray)) or is_mapping(value):
        return None
    try:
        iterator = iter(value)
    except TypeError:
        return None
    except Exception:
        return None
    return guarded(iterator, value), None


def too_long(field_type, input, max_length, actual_length):
    """The error of a sequence with too many items."""
    return invalid("too_long", input, field_type=field_type, max_length=max_length, actual_length=actual_length)


def too_short(field_type, input, min_length, actual_length):
    """The error of a sequence with too few items."""
    return invalid("too_short", input, field_type=field_type, min_length=min_length, actual_length=actual_length)


def validate_items(items, validate, state):
    """All items, validated, where no limits are set. Raises `Invalid` with the errors of every item."""
    output = []
    errors = None
    for index, item in enumerate(items):
        try:
            output.append(validate(item, state))
        except Invalid as failed:
            if errors is None:
                errors = []
            errors.extend(failed.within(index).errors)
        except OmitValue:
            pass
    if errors is not None:
        raise Invalid(errors)
    return output


def validate_limited(items, validate, state, input, field_type, max_length, actual_length, fail_fast):
    """All items, validated, up to a number of them, or up to the first error. Raises `Invalid`."""
    output = []
    errors = []
    count = 0
    for index, item in enumerate(items):
        try:
            output.append(validate(item, state))
        except Invalid as failed:
            errors.extend(failed.within(index).errors)
        except OmitValue:
            continue
        count += 1
        if max_length is not None and count > max_length:
            raise too_long(field_type, input, max_length, actual_length)
        if fail_fast and errors:
            break
    if errors:
        raise Invalid(errors)
    return output


def validate_partial(items, validate, state, input, field_type, max_length, actual_length, fail_fast):
    """As `validate_limited`, but an error in the last item leaves it out."""
    partial = state.allow_partial
    items = list(items)
    last = len(items) - 1
    output = []
    errors = []
    count = 0
    for index, item in enumerate(items):
        state.allow_partial = partial if index == last else 0
        try:
            output.append(validate(item, state))
        except Invalid as failed:
            if index != last:
                errors.extend(failed.within(index).errors)
        except OmitValue:
            continue
        count += 1
        if max_length is not None and count > max_length:
            raise too_long(field_type, input, max_length, actual_length)
        if fail_fast and errors:
            break
    if errors:
        raise Invalid(errors)
    return output
