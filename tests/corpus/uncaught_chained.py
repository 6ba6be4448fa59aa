import asyncio


class ServiceError(Exception):
    pass


async def read_config():
    await asyncio.sleep(0.1)
    return {}["database"]


async def connect():
    try:
        config = await read_config()
    except KeyError as missing:
        raise ServiceError("cannot connect without a configuration") from missing


async def main():
    try:
        await connect()
    finally:
        print("cleaning up")
        try:
            await connect()
        except ServiceError as error:
            error.add_note("second attempt, during clean-up")
            error.add_note("giving up")
            raise


asyncio.run(main())
