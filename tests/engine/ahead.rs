//! Scripts run the same whether what they import was imported ahead, as in the page's images, or not.

use python::{Engine, HASH_SEED, Input, Script, Sink};
use std::{cell::RefCell, fs, path::Path, rc::Rc, thread};
use trace::Event;

#[derive(Clone, Default)]
struct Kept(Rc<RefCell<Vec<Event>>>);

impl Sink for Kept {
    fn event(&mut self, event: Event) -> Result<(), String> {
        self.0.borrow_mut().push(event);
        Ok(())
    }
}

/// What the image for servers has imported.
fn imports() -> Vec<String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("packages/packages.toml");
    let text = fs::read_to_string(file).expect("the list of what can be imported");
    let image = text
        .split("[image.web]")
        .nth(1)
        .and_then(|rest| rest.split("imports = [").nth(1))
        .and_then(|rest| rest.split(']').next())
        .expect("an image for servers");
    image
        .split(',')
        .map(|name| name.trim().trim_matches('"').to_owned())
        .filter(|name| !name.is_empty())
        .collect()
}

/// All events of a run, as they are shown.
fn events(source: &'static str, typed: &'static [(u32, &'static str)], ahead: bool) -> Vec<String> {
    const STACK: usize = 1 << 29;
    let run = move || {
        let engine = Engine::start(HASH_SEED);
        if ahead {
            for name in imports() {
                engine.import_ahead(&name).expect("it can be imported");
            }
        }
        let kept = Kept::default();
        let script = Script {
            file: "main.py".to_owned(),
            name: "main.py".to_owned(),
            source: source.to_owned(),
            typed: typed
                .iter()
                .map(|(terminal, line)| (*terminal, (*line).to_owned()))
                .collect(),
            input: Input::Text(String::new()),
            seed: 1,
            cores: 4,
            ..Script::default()
        };
        engine.run(&script, Box::new(kept.clone()));
        let events = kept.0.take();
        events.iter().map(|event| format!("{event:?}")).collect()
    };
    thread::Builder::new()
        .stack_size(STACK)
        .spawn(run)
        .expect("a thread can be started")
        .join()
        .expect("the run comes to an end")
}

fn assert_same(source: &'static str, typed: &'static [(u32, &'static str)]) {
    let fresh = events(source, typed, false);
    let ahead = events(source, typed, true);
    assert!(fresh.len() > 3, "something happens");
    for (fresh, ahead) in fresh.iter().zip(&ahead) {
        assert_eq!(fresh, ahead);
    }
    assert_eq!(fresh.len(), ahead.len());
}

#[test]
fn a_served_application_is_the_same() {
    let app = "
import json, logging, asyncio
from pydantic import BaseModel
from fastapi import Depends, FastAPI, HTTPException
from fastapi.responses import StreamingResponse

class Book(BaseModel):
    title: str
    pages: int = 1

app = FastAPI()

async def session():
    await asyncio.sleep(0.1)
    yield 'session'

@app.post('/books')
async def add(book: Book, session: str = Depends(session)):
    print(json.dumps(book.model_dump()), session)
    return book

@app.get('/books/{number}')
def get(number: int):
    raise HTTPException(404, 'none')
";
    assert_same(
        app,
        &[
            (1, "uvicorn main:app"),
            (
                2,
                "curl -s -i -d '{\"title\": \"Dune\"}' -H 'Content-Type: application/json' localhost:8000/books",
            ),
            (
                2,
                "curl -s -d '{}' -H 'Content-Type: application/json' localhost:8000/books",
            ),
            (2, "curl -s localhost:8000/books/1"),
            (1, "^C"),
        ],
    );
}

#[test]
fn what_is_imported_in_another_order_is_the_same() {
    assert_same(
        "
import sys
before = set(sys.modules)
import email.message, json
print(sorted(name for name in set(sys.modules) - before if not name.startswith('_mended'))[:40])
import httpx, starlette, uvicorn
print(httpx.__version__, starlette.__version__, uvicorn.__version__, sys.modules['json'] is json)
print(len(sys.modules) > 100, json.loads('[1]'), email.message.Message())
try:
    import anyio.nothing
except ImportError as error:
    print(error)
import pydantic.dataclasses, typing
print(pydantic.dataclasses.dataclass.__name__, typing.get_type_hints(type('A', (), {'__annotations__': {'a': 'int'}})))
",
        &[],
    );
}
