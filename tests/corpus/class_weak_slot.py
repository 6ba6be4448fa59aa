"""`__weakref__` and `__dict__` among `__slots__`, with an attribute of that name beside it, as SQLModel makes its classes."""
import weakref


class Base:
    __slots__ = ("__dict__", "fields")


Model = type("Model", (Base,), {"__slots__": ("__weakref__",), "__weakref__": None, "size": 3})
model = Model()
print(weakref.ref(model)() is model, Model.__weakref__, Model.size, Model.__slots__)
model.name = "ann"
print(model.__dict__)

Open = type("Open", (), {"__slots__": ("__dict__", "x"), "__dict__": "mine"})
opened = Open()
opened.x = 1
print(opened.x, opened.__dict__)

for names, attributes in [(("x",), {"x": 1}), (("__weakref__", "__weakref__"), {}), (("__weakref__",), {})]:
    try:
        print(type("Made", (Model,) if not attributes and len(names) == 1 else (), {"__slots__": names, **attributes}))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
