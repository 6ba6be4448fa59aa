"""`|=`, `&=`, `-=` and `^=` of a set and of what is none: a view answers for itself, anything else is refused."""
ages = {"ann": 1, "bob": 2, "cy": 3}

names = {"ann", "dan"}
same = names
names |= ages.keys()
print(sorted(names), same is names, sorted(same))

names = {"ann", "dan"}
names &= ages.keys()
print(sorted(names))

names = {"ann", "dan"}
names -= ages.keys()
print(sorted(names))

names = {"ann", "dan"}
names ^= ages.keys()
print(sorted(names))

pairs = {("ann", 1)}
pairs |= ages.items()
print(sorted(pairs))

names = kept = {"ann"}
names |= frozenset({"eve"})
print(sorted(names), names is kept)


class Says:
    def __ror__(self, other):
        return f"ror {sorted(other)}"


names |= Says()
print(names)

for other in (["ann"], "ann", {"ann": 1}, None, 3):
    names = {"ann"}
    try:
        names |= other
    except TypeError as error:
        print(error)
    try:
        names -= other
    except TypeError as error:
        print(error)
