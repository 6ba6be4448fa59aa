//! The way of a request through middleware, dependencies and endpoint.

use crate::support::run;
use trace::{
    End, Wires,
    views::way::{Stage, serving, way},
    wires::exchanges,
};

const APP: &str = r#"
import asyncio, time
import httpx, uvicorn
from fastapi import BackgroundTasks, Depends, FastAPI, Request

app = FastAPI()

@app.middleware("http")
async def timing(request: Request, call_next):
    return await call_next(request)

async def session():
    await asyncio.sleep(0.25)
    yield "session"
    await asyncio.sleep(0.125)

def settings():
    time.sleep(0.5)

async def later():
    await asyncio.sleep(2)

@app.get("/")
async def home(background: BackgroundTasks, session=Depends(session), x=Depends(settings)):
    await asyncio.sleep(0.5)
    background.add_task(later)
    return "hello"

@app.get("/blocks")
async def blocks():
    time.sleep(1)

async def main():
    server = uvicorn.Server(uvicorn.Config(app, port=8000, log_level="warning"))
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.1)
    async with httpx.AsyncClient(base_url="http://127.0.0.1:8000") as web:
        for path in ("/", "/blocks"):
            await web.get(path)
    server.should_exit = True
    await serving

asyncio.run(main())
"#;

/// What, line, depth, from and to, from the request's own arrival on.
fn told(stages: &[Stage], start: f64) -> Vec<String> {
    let told = stages.iter().map(|stage| {
        let line = stage.line.map_or(String::new(), |line| format!(":{line}"));
        let indent = "  ".repeat(stage.depth);
        let (from, to) = (stage.from - start, stage.to - start);
        format!("{indent}{}{line} {from:.3}-{to:.3}", stage.what)
    });
    told.collect()
}

#[test]
fn a_request_goes_through_middleware_dependencies_and_endpoint() {
    let run = run(APP);
    let wires = Wires::of(&run.trace.events);
    let asked: Vec<_> = exchanges(&wires)
        .into_iter()
        .filter(|each| each.end == End::Asks)
        .filter_map(|each| serving(&wires, &each))
        .collect();
    let [first, second] = &asked[..] else {
        panic!("two requests: {asked:?} {}", run.stderr);
    };
    assert_eq!(
        told(&way(&run.trace, first), first.from),
        [
            "to be read 0.000-0.000",
            "middleware timing:10 0.000-1.250",
            "  dependency session:13 0.000-0.250",
            "    sleep:13 0.000-0.250",
            "  a dependency, in a worker thread 0.250-0.750",
            "    time.sleep(0.5):18 0.250-0.750",
            "  endpoint home:25 0.750-1.250",
            "    sleep:25 0.750-1.250",
            "answer 200 1.250-1.250",
            "  background task later:21 1.250-3.250",
            "    sleep:21 1.250-3.250",
            "  after the yield of session:15 3.250-3.375",
            "    sleep:15 3.250-3.375",
        ]
    );
    assert_eq!(
        told(&way(&run.trace, second), second.from),
        [
            "to be read 0.000-0.000",
            "middleware timing:10 0.000-1.000",
            "  time.sleep(1):31 0.000-1.000",
            "answer 200 1.000-1.000",
        ]
    );
}
