"""A loop whose time begins when it is made: delays count by it."""

import asyncio
import time


class FromZero(asyncio.SelectorEventLoop):
    def __init__(self):
        super().__init__()
        self.began = super().time()

    def time(self):
        return round(super().time() - self.began, 6)

    def call_at(self, when, callback, *args, context=None):
        return super().call_at(when + self.began, callback, *args, context=context)


time.sleep(100)
loop = FromZero()
for _ in range(3):
    loop.run_until_complete(asyncio.sleep(0.1))
    print(loop.time())
loop.close()
