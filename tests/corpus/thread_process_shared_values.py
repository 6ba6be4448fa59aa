"""Values and arrays that processes share: what is assigned is converted to their C type."""

from multiprocessing import Array, Lock, Process, RawArray, RawValue, Value


def attempt(what, *args):
    try:
        print(repr(what(*args)))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


def assigned(shared, value):
    shared.value = value
    return shared.value


def values():
    number = Value("i", 5)
    print(number, number.value, number.get_obj())
    for value in (3, -1, 2**31, 2**32 + 7, True, 1.5, "a", None):
        attempt(assigned, number, value)
    real = Value("d", 0)
    print(real.value, real)
    for value in (1, 2.5, "a", True):
        attempt(assigned, real, value)
    print(Value("f", 0.1).value)
    letter = Value("c", b"x")
    for value in (b"y", b"ab", "z", 65):
        attempt(assigned, letter, value)
    for typecode, value in (("b", 200), ("B", -1), ("H", 70000), ("q", 2**63), ("u", "é")):
        print(typecode, Value(typecode, value).value)
    for args in (("z",), ("ii", 1), ("i", 1, 2), ("i", "a")):
        attempt(Value, *args)
    print(type(number.get_lock()).__name__, type(Value("i", lock=Lock()).get_lock()).__name__)
    print(Value("i", 4, lock=False), RawValue("d", 1))
    with number:
        number.value += 1
    print(number.value)


def arrays():
    array = Array("i", 3)
    array[0] = 7
    array[1:] = [8, 9]
    print(len(array), array[:], array[::2], array[-1], 8 in array, sum(array))
    attempt(array.__getitem__, 3)
    attempt(array.__getitem__, "x")
    attempt(array.__setitem__, 0, 1.5)
    attempt(array.__setitem__, slice(0, 2), [1])
    attempt(Array, "i", "abc")
    attempt(Array, "i", -1)
    attempt(Array, "i", (number for number in range(3)))
    print(Array("d", [1, 2.5])[:], RawArray("i", [1, 2])[:])
    text = Array("c", 10)
    text.value = b"hello"
    print(text.value, text.raw, text[0], text[:3])
    attempt(assigned, text, b"x" * 11)
    attempt(assigned, text, "x")


def work(total, halves):
    for _ in range(50):
        with total.get_lock():
            total.value += 1
    with halves:
        halves[0] += 1.5


if __name__ == "__main__":
    values()
    arrays()
    total, halves = Value("l", 0), Array("d", 2)
    workers = [Process(target=work, args=(total, halves)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    print(total.value, halves[:])
