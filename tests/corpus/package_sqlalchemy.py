"""SQLAlchemy: statements, mapped classes and their errors, as far as they need no database."""
from sqlalchemy import ForeignKey, Integer, String, and_, case, delete, func, insert, literal, select, text, update
from sqlalchemy.dialects import mysql, postgresql, sqlite
from sqlalchemy.exc import ArgumentError, InvalidRequestError
from sqlalchemy.orm import DeclarativeBase, Mapped, aliased, joinedload, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(30))
    nick: Mapped[str | None]
    orders: Mapped[list["Order"]] = relationship(back_populates="user", cascade="all, delete-orphan")

    def __repr__(self):
        return f"User({self.name!r})"


class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    total: Mapped[int] = mapped_column(Integer, default=0)
    user: Mapped[User] = relationship(back_populates="orders")


for statement in (
    select(User).where(User.name == "Ada", User.id.in_([1, 2])).order_by(User.id.desc()).limit(5),
    select(User.name, func.count(Order.id).label("n")).join(User.orders).group_by(User.name).having(func.count(Order.id) > 1),
    insert(User).values(name="Ada", nick=None),
    update(Order).where(Order.total < 5).values(total=Order.total + 1),
    delete(User).where(and_(User.nick.is_(None), ~User.name.like("A%"))),
    select(case((Order.total > 9, "large"), else_="small"), literal(3)),
    select(aliased(User, name="other").name).union(select(User.nick)),
    select(User).options(joinedload(User.orders)),
    select(text("1")).where(text("x = :x").bindparams(x=5)),
):
    compiled = statement.compile()
    print(compiled, compiled.params)
print(select(User).limit(3).compile(dialect=postgresql.dialect()))
print(insert(User).values(name="x").returning(User.id).compile(dialect=sqlite.dialect()), mysql.dialect().name)
from sqlalchemy.schema import CreateTable

print(CreateTable(Order.__table__))
user = User(name="Ada", orders=[Order(total=3), Order()])
print(user, user.orders[0].user, [order.total for order in user.orders], User.__mro__[1].__name__)
try:
    select(User).where("name")
except ArgumentError as error:
    print(type(error).__name__, str(error).splitlines()[0])
try:
    User(colour=1)
except TypeError as error:
    print(error)
try:

    class NoKey(Base):
        __tablename__ = "no_key"
        x: Mapped[int]

except ArgumentError as error:
    print(str(error).splitlines()[0])
print(sorted(Base.metadata.tables), [column.name for column in User.__table__.columns], User.name.type)
