//! Connections in the record of real runs: requests overheard in the clear and in TLS, whom they serve, what woke a task.

use crate::support::run;
use trace::{
    Cause, End, EventKind, Order, Runner, Timeline, Wires,
    causes::{Causes, told::because},
    connection::What,
    wires::{Exchange, exchanges},
};

fn asked(trace: &trace::Trace, end: End) -> Vec<Exchange> {
    let all = exchanges(&Wires::of(&trace.events));
    all.into_iter().filter(|each| each.end == end).collect()
}

#[test]
fn requests_to_a_host_are_overheard_in_tls() {
    let run = run(r#"
import asyncio, httpx

async def main():
    async with httpx.AsyncClient() as client:
        for path in ("delay/1", "status/404"):
            await client.get(f"https://httpbin.org/{path}")

asyncio.run(main())
"#);
    assert_eq!(run.stderr, "");
    let asked = asked(&run.trace, End::Asks);
    let told: Vec<String> = asked.iter().map(Exchange::label).collect();
    assert_eq!(told, ["GET /delay/1 200", "GET /status/404 404"]);
    // One connection, kept; its handshake took a round trip, and the first answer a second more than the way.
    assert_eq!(asked[0].connection, asked[1].connection);
    let waited = asked[0].begun.expect("an answer") - asked[0].from;
    assert!((1.0..1.5).contains(&waited), "{waited}");
    let wires = Wires::of(&run.trace.events);
    let wire = wires.get(asked[0].connection).expect("the connection");
    assert_eq!(wire.name(), "httpbin.org");
    let at = |what: What| {
        wire.seen
            .iter()
            .find(|seen| seen.what == what)
            .map(|seen| seen.at)
    };
    let (began, ended) = (at(What::HandshakeBegan), at(What::HandshakeEnded));
    assert!(
        began < ended && ended <= Some(asked[0].from),
        "{began:?} {ended:?}"
    );
    // It serves the task that asked.
    let main = wires.user(asked[0].connection);
    assert_eq!(main, Some(Runner::Task(trace::TaskId(0))));
}

#[test]
fn every_version_of_tls_is_heard_through() {
    for version in ["TLSv1_2", "TLSv1_3"] {
        let run = run(&format!(
            r#"
import http.client, ssl
context = ssl.create_default_context()
context.minimum_version = context.maximum_version = ssl.TLSVersion.{version}
client = http.client.HTTPSConnection("httpbin.org", context=context)
client.request("GET", "/json")
print(client.getresponse().status)
client.close()
"#
        ));
        assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("200\n", ""));
        let told: Vec<String> = asked(&run.trace, End::Asks)
            .iter()
            .map(Exchange::label)
            .collect();
        assert_eq!(told, ["GET /json 200"], "{version}");
    }
}

#[test]
fn a_server_of_the_scripts_own_is_heard_at_both_ends() {
    let run = run(r#"
import asyncio

async def serve(reader, writer):
    await reader.readuntil(b"\r\n\r\n")
    await asyncio.sleep(1)
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
    await writer.drain()
    writer.close()

async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 8000)
    reader, writer = await asyncio.open_connection("127.0.0.1", 8000)
    writer.write(b"GET /books HTTP/1.1\r\nHost: x\r\n\r\n")
    print(await reader.read())
    writer.close()
    server.close()

asyncio.run(main())
"#);
    assert_eq!(run.stderr, "");
    for end in [End::Asks, End::Answers] {
        let all = asked(&run.trace, end);
        let [only] = &all[..] else {
            panic!("{all:?}");
        };
        assert_eq!(only.label(), "GET /books 200");
        assert_eq!((only.from, only.to), (0.0, Some(1.0)), "{end:?}");
    }
    let timeline = Timeline::of(&run.trace);
    let named = |name: &str| {
        let lane = timeline.lanes.iter().position(|lane| lane.name == name);
        lane.unwrap_or_else(|| panic!("no lane {name}"))
    };
    // Whoever handles a connection has it below.
    assert_eq!(named("serve") + 1, named("127.0.0.1:32768"));
    let listens =
        |lane: &trace::Lane| matches!(lane.owner, trace::Owner::Connection(_, End::Listens));
    assert!(
        listens(&timeline.lanes[named("main") + 1]),
        "the one who serves has it below"
    );
    // What woke the reader is the connection, by name and size.
    let order = Order::of(&run.trace, &timeline);
    let causes = Causes::of(&run.trace, &order);
    let reasons: Vec<String> = order
        .columns
        .iter()
        .enumerate()
        .filter_map(|(number, column)| match column.doer {
            trace::Doer::Step(who @ Runner::Task(_)) => {
                because(&run.trace, &order, &causes, number, who)
            }
            _ => None,
        })
        .collect();
    assert!(
        reasons.contains(&"woken by 127.0.0.1:8000: 40 bytes".to_owned()),
        "{reasons:#?}"
    );
}

#[test]
fn what_arrives_while_the_loop_is_held_has_its_own_moment() {
    let run = run(r#"
import asyncio, threading, time, socket

async def serve(reader, writer):
    await reader.readline()
    writer.write(b"HTTP/1.1 204 No Content\r\n\r\n")
    writer.close()

def ask():
    time.sleep(0.5)
    with socket.create_connection(("127.0.0.1", 8000)) as client:
        client.sendall(b"GET /late HTTP/1.1\r\n\r\n")
        client.recv(100)

async def main():
    await asyncio.start_server(serve, "127.0.0.1", 8000)
    threading.Thread(target=ask).start()
    await asyncio.sleep(0)
    time.sleep(2)
    await asyncio.sleep(1)

asyncio.run(main())
"#);
    assert_eq!(run.stderr, "");
    let all = asked(&run.trace, End::Answers);
    let [only] = &all[..] else {
        panic!("{all:?}");
    };
    assert_eq!((only.from, only.begun), (0.5, Some(2.0)));
    // The thread that blocks in `recv` is woken by its own socket.
    let wires = Wires::of(&run.trace.events);
    let woken = run.trace.events.iter().any(|event| match event.kind {
        EventKind::Ready {
            what: Runner::Thread(_),
            cause: Cause::Connection(socket),
            ..
        } => wires.name(socket) == "127.0.0.1:8000",
        _ => false,
    });
    assert!(woken);
}

#[test]
fn a_selectors_event_names_its_socket() {
    let run = run(r#"
import asyncio

async def main():
    server = await asyncio.start_server(lambda r, w: w.close(), "127.0.0.1", 8000)
    reader, writer = await asyncio.open_connection("127.0.0.1", 8000)
    await reader.read()
    writer.close()
    server.close()

asyncio.run(main())
"#);
    assert_eq!(run.stderr, "");
    let wires = Wires::of(&run.trace.events);
    let ready = run
        .trace
        .events
        .iter()
        .filter_map(|event| match event.kind {
            EventKind::Ready {
                cause: Cause::Connection(connection),
                ..
            } => Some(wires.name(connection)),
            _ => None,
        });
    let names: Vec<String> = ready.collect();
    assert!(
        names.iter().any(|name| name == "127.0.0.1:8000"),
        "{names:?}"
    );
    assert!(names.iter().all(|name| !name.is_empty()), "{names:?}");
}
