"""sqlmodel: heroes and teams, in memory, with FastAPI in front, as its lessons have them."""
from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Query
from fastapi.testclient import TestClient
from pydantic import ValidationError
from sqlalchemy.pool import StaticPool
from sqlmodel import Field, Relationship, Session, SQLModel, create_engine, func, or_, select


class Team(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(index=True)
    heroes: list["Hero"] = Relationship(back_populates="team")


class HeroBase(SQLModel):
    name: str = Field(index=True, min_length=2)
    age: int | None = Field(default=None, ge=0)
    team_id: int | None = Field(default=None, foreign_key="team.id")


class Hero(HeroBase, table=True):
    id: int | None = Field(default=None, primary_key=True)
    secret: str
    team: Team | None = Relationship(back_populates="heroes")


class HeroCreate(HeroBase):
    secret: str


class HeroPublic(HeroBase):
    id: int


class HeroUpdate(SQLModel):
    name: str | None = None
    age: int | None = None


engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)
SQLModel.metadata.create_all(engine)

with Session(engine) as session:
    force = Team(name="Force")
    session.add(force)
    session.add(Hero(name="Deadpond", secret="Dive", team=force))
    session.add(Hero(name="Rusty", secret="Tommy", age=48))
    session.commit()
    session.refresh(force)
    print(sorted(force.model_dump().items()), [hero.name for hero in force.heroes])
    for hero in session.exec(select(Hero).where(or_(Hero.age > 40, Hero.team_id == 1)).order_by(Hero.name)):
        print(hero.id, hero.name, hero.age, hero.team and hero.team.name)
    print(session.exec(select(func.count()).select_from(Hero)).one())
    print([(hero.name, team.name) for hero, team in session.exec(select(Hero, Team).join(Team))])
    print(select(Hero.name).where(Hero.age == None))
try:
    HeroCreate.model_validate({"name": "X", "age": -1})
except ValidationError as error:
    print(error)


def get_session() -> Iterator[Session]:
    with Session(engine) as session:
        yield session


Db = Annotated[Session, Depends(get_session)]
app = FastAPI()


@app.post("/heroes/", response_model=HeroPublic)
def create(hero: HeroCreate, session: Db):
    row = Hero.model_validate(hero)
    session.add(row)
    session.commit()
    session.refresh(row)
    return row


@app.get("/heroes/", response_model=list[HeroPublic])
def read(session: Db, offset: int = 0, limit: Annotated[int, Query(le=100)] = 100):
    return session.exec(select(Hero).offset(offset).limit(limit)).all()


@app.patch("/heroes/{hero_id}", response_model=HeroPublic)
def update(hero_id: int, change: HeroUpdate, session: Db):
    row = session.get(Hero, hero_id)
    if not row:
        raise HTTPException(404, "Hero not found")
    row.sqlmodel_update(change.model_dump(exclude_unset=True))
    session.add(row)
    session.commit()
    session.refresh(row)
    return row


client = TestClient(app)
print(client.post("/heroes/", json={"name": "Spider", "secret": "Pedro", "team_id": 1}).text)
print(client.post("/heroes/", json={"name": "S", "age": "old"}).text)
print(client.patch("/heroes/3", json={"age": 16}).text)
print(client.patch("/heroes/9", json={}).text)
print(client.get("/heroes/?offset=1").text)
print(client.get("/openapi.json").json()["components"]["schemas"]["HeroPublic"])
