# Arrays as they are shown, and clocks as they are described.
import time
from array import array

numbers = array("d", [1, 2.5, float("nan"), float("inf"), 1e100, 1e-7])
print(numbers, numbers.tolist())
print(repr(array("f", [1, 0.1])), str(array("i", [1, -2])), array("b"), [array("w", "a'b")])
print(numbers[0:2] + numbers[:1], f"{array('q', [3])}", array("Q", [2**64 - 1]))


class Named(array):
    pass


print(Named("d", [1]), Named("d"))
for name in ("time", "monotonic", "perf_counter", "process_time", "thread_time"):
    print(name, time.get_clock_info(name).implementation, time.get_clock_info(name).monotonic)
try:
    time.get_clock_info("wall")
except ValueError as error:
    print(error)
