"""The order in which the bases of a class are searched: of new classes, and of those whose bases change."""


def names(cls):
    return [each.__name__ for each in cls.__mro__]


def attempt(make):
    try:
        print(names(make()))
    except Exception as error:
        print(type(error).__name__, error)


class U:
    def who(self):
        return "U"


class A:
    def who(self):
        return "A"


class T(U):
    pass


class C(T, A, U):
    pass


class Deep(C, U):
    pass


print(names(C), [each.__name__ for each in C.mro()], names(Deep))
print(T().who(), C().who(), Deep().who(), sorted(vars(Deep)))


class Meta(type):
    pass


class Own(T, A, U, metaclass=Meta):
    pass


class Backwards(type):
    def mro(cls):
        return [cls, *reversed(type.mro(cls)[1:-1]), object]


class Turned(T, A, U, metaclass=Backwards):
    pass


print(names(Own), names(Turned), Own().who(), Turned().who())


class B(A):
    pass


class P:
    pass


class Q:
    pass


class Forth(P, Q):
    pass


class Back(Q, P):
    pass


attempt(lambda: type("X", (A, B), {}))
attempt(lambda: Meta("X", (A, B), {}))
attempt(lambda: type("X", (A, A), {}))
attempt(lambda: type("X", (U, T, A), {}))
attempt(lambda: type("X", (Forth, Back), {}))
attempt(lambda: type("X", (Forth, A, Back, U), {}))
attempt(lambda: type("X", (Back, P, Q), {}))
attempt(lambda: type("X", (P, Q, Back, A), {}))


# What is told of a new class sees it as it will be.
class Told:
    def __init_subclass__(cls, **options):
        print("told of", names(cls), options)
        super().__init_subclass__()


class Named:
    def __set_name__(self, owner, name):
        print(name, "is of", names(owner), list(vars(owner))[-3:])


class Between(Told):
    pass


class Other:
    def __init_subclass__(cls, **options):
        print("the other one is told", options)
        super().__init_subclass__(**options)


class Last(Between, Other, Told, key=1):
    x = Named()

    def own(self):
        return __class__.__name__


print(Last().own(), names(Between))


class E(A):
    pass


class F(E):
    pass


class G(F, U):
    pass


print(F().who())
E.__bases__ = (T, A, U)
print(names(E), names(F), names(G), E.__bases__[2].__name__, F().who())
E.__bases__ = (U,)
print(names(G), F().who(), [each.__name__ for each in A.__subclasses__()])


class Above(A):
    pass


class Below(Above):
    pass


def contradict():
    Above.__bases__ = (A, B)
    return Above


attempt(contradict)
print(names(Above), names(Below))


class Left(P):
    pass


class Right(A, Left):
    pass


def contradict_below():
    Left.__bases__ = (B,)
    return Right


attempt(contradict_below)
print(names(Left), names(Right))
