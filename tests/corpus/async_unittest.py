import asyncio
import unittest
from unittest.mock import AsyncMock, patch


class Client:
    async def get(self, path):
        await asyncio.sleep(5)
        raise OSError("no network here")


class ClientTests(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        self.queue = asyncio.Queue()
        self.addAsyncCleanup(asyncio.sleep, 0.5)

    async def test_queue(self):
        await asyncio.sleep(1)
        await self.queue.put(1)
        self.assertEqual(await self.queue.get(), 1)

    async def test_timeout(self):
        with self.assertRaises(TimeoutError):
            await asyncio.wait_for(Client().get("/"), 1)

    async def test_mock(self):
        with patch.object(Client, "get", AsyncMock(side_effect=["ok", OSError("down")])) as get:
            self.assertEqual(await Client().get("/a"), "ok")
            with self.assertRaisesRegex(OSError, "down"):
                await Client().get("/b")
            get.assert_awaited_with("/b")
            self.assertEqual(get.await_count, 2)

    async def test_fails(self):
        self.assertEqual(await asyncio.sleep(0.1, 41), 42, "off by one")

    @unittest.skip("not today")
    async def test_skipped(self):
        pass


if __name__ == "__main__":
    unittest.main(verbosity=2)
