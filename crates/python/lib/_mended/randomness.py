"""An unseeded `random.Random` begins with the run's seed: CPython asks the system."""

import _loopscope
import _loopscope_loop
import _random


def mend():
    _seed = _random.Random.seed

    def seed(self, a=None):
        _seed(self, int.from_bytes(_loopscope.random_bytes(32)) if a is None else a)

    _loopscope_loop.set_method(_random.Random, "seed", seed)
