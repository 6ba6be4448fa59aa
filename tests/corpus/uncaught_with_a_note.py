import asyncio

class ConfigError(Exception):
    """Raised when config is bad."""

def load(cfg):
    try:
        return cfg["db"]["host"]
    except KeyError as exc:
        raise ConfigError(f"missing {exc}") from exc

async def connect(cfg):
    host = load(cfg)
    await asyncio.sleep(1)
    return host

async def main():
    print(await connect({"db": {"host": "localhost"}}))
    results = await asyncio.gather(connect({}), connect({"db": {}}), return_exceptions=True)
    for r in results:
        print(type(r).__name__, r, repr(r.__cause__))
    try:
        await connect({})
    except ConfigError as e:
        e.add_note("hint: copy config.example.json")
        raise

asyncio.run(main())
