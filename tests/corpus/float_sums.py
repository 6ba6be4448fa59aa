"""sum() makes good what rounding floats loses."""
from decimal import Decimal
from fractions import Fraction

print(sum([0.1] * 10), sum([0.1, 0.2, 0.3]), sum(x / 10 for x in range(11)))
print(sum([1e100, 1, -1e100]), sum([1, 0.5, True]), sum([0.25, 2**70]), sum([float("inf"), 1.0]))
print(sum([1j, 0.1, 2]), sum([0.1 + 0.1j] * 10), sum([Fraction(1, 3)] * 3), sum([0.5, Fraction(1, 2)]))
print(sum([Decimal("0.1")] * 3), sum([[1], [2]], []), sum((), start=5), sum({0.1, 0.7}), sum([]))
for wrong in (lambda: sum(["a"]), lambda: sum([], ""), lambda: sum(3), lambda: sum([1], None), lambda: sum([0.5], "x")):
    try:
        print(wrong())
    except TypeError as error:
        print(error)
