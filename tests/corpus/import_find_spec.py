"""`importlib.util.find_spec` of what is not installed is None, and raises nothing."""
import importlib.util

for name in ("orjson", "trio", "no_such_module", "json"):
    spec = importlib.util.find_spec(name)
    print(name, spec is not None)

HAS_ORJSON = importlib.util.find_spec("orjson") is not None
print("orjson" if HAS_ORJSON else "json")
try:
    importlib.util.find_spec("no_such_package.part")
except ModuleNotFoundError as error:
    print(error)
try:
    import no_such_module
except ModuleNotFoundError as error:
    print(error, error.name)
