"""pydantic: what models say of good and of bad values, and what an exception in a validator shows."""
import json
import traceback
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from typing import Annotated, Generic, Literal, Self, TypeVar

from pydantic import (
    AfterValidator, AliasChoices, BaseModel, ConfigDict, Field, Json, RootModel, SecretStr, TypeAdapter, ValidationError, computed_field,
    field_serializer, field_validator, model_validator, validate_call,
)


class Colour(Enum):
    red = "r"
    blue = "b"


class Address(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    street: Annotated[str, Field(min_length=2, pattern="^[A-Z]")]
    number: int = Field(1, ge=1, lt=1000)


class User(BaseModel):
    model_config = ConfigDict(validate_assignment=True, populate_by_name=True, str_strip_whitespace=True)
    id: int
    name: str = Field(alias="userName", validation_alias=AliasChoices("userName", "n"))
    born: date | None = None
    password: SecretStr = SecretStr("?")
    again: str | None = Field(None, exclude=True)
    home: Address | None = None
    colours: list[Colour] = []
    price: Decimal = Field(Decimal("1.5"), max_digits=4, decimal_places=2)
    data: Json[dict[str, int]] = "{}"
    wait: timedelta = timedelta(seconds=90)

    @field_validator("name")
    @classmethod
    def no_digits(cls, value):
        if any(character.isdigit() for character in value):
            raise ValueError("no digits, please")
        assert value != "root", "not root"
        return value.title()

    @model_validator(mode="after")
    def alike(self) -> Self:
        if self.again is not None and self.again != self.password.get_secret_value():
            raise ValueError("passwords differ")
        return self

    @computed_field
    @property
    def label(self) -> str:
        return f"{self.id}:{self.name}"

    @field_serializer("wait", when_used="json")
    def seconds(self, value):
        return value.total_seconds()


def tried(call, *args, **kwargs):
    try:
        print(repr(call(*args, **kwargs)))
    except ValidationError as error:
        print(error)
        print(error.json(include_url=False))


user = User(id="7", n=" ann ", born="2000-02-29", colours=["r"], data='{"a": "1"}')
print(user)
print(user.model_dump())
print(user.model_dump_json(by_alias=True, exclude_unset=True, indent=1))
tried(User, id="x", userName="a1", born="2001-02-29", home={"street": "x", "number": 0, "more": 1}, colours=["g", 3], price="12.345", data="[")
tried(User, id=1.5, userName="root", price="100000", wait="soon")
tried(User, id=1, userName="a", again="b")
tried(setattr, user, "id", None)
tried(setattr, Address(street="Ab"), "number", 2)
tried(User.model_validate_json, '{"id": 1, "userName": "b",}')
tried(User.model_validate, {"id": "1", "userName": "b"}, strict=True)


class Cat(BaseModel):
    kind: Literal["cat"]
    lives: int = 9


class Dog(BaseModel):
    kind: Literal["dog"]
    loud: bool


Pet = Annotated[Cat | Dog, Field(discriminator="kind")]
T = TypeVar("T")


class Page(BaseModel, Generic[T]):
    items: list[T]
    next: "Page[T] | None" = None


class Even(RootModel[Annotated[int, AfterValidator(lambda value: value // 2)]]):
    pass


tried(TypeAdapter(list[Pet]).validate_python, [{"kind": "cat"}, {"kind": "dog", "loud": "yes"}])
tried(TypeAdapter(list[Pet]).validate_python, [{"kind": "cow"}, {}, {"kind": "dog"}, 1])
tried(Page[int], items=["1"], next={"items": [2]})
tried(Page[int], items=["1", None], next={"items": "2"})
tried(Even, "8")
tried(TypeAdapter(int | str | datetime).validate_python, b"x")


@validate_call
def repeat(text: str, times: Annotated[int, Field(gt=0)] = 2, *, sep: str = "") -> str:
    return sep.join([text] * times)


tried(repeat, "a", "3", sep="-")
tried(repeat, 1, 0, extra=True)
print(json.dumps(User.model_json_schema(mode="serialization")))


class Broken(BaseModel):
    share: float

    @field_validator("share")
    def divided(cls, value):
        return 1 / value


try:
    Broken(share=0)
except ZeroDivisionError:
    traceback.print_exc()
Broken(share="half")
