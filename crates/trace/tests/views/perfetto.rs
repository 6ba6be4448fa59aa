//! The file for Perfetto, by the field numbers of its published description.

use super::{fake::Run, wire::Message, with, with_the_coffee_bar};
use std::collections::HashMap;
use trace::{EventKind, Outcome, views::perfetto::bytes};

const PACKET: u64 = 1;
// TracePacket
const TIMESTAMP: u64 = 8;
const SEQUENCE: u64 = 10;
const TRACK_EVENT: u64 = 11;
const TRACK_DESCRIPTOR: u64 = 60;
// TrackDescriptor
const UUID: u64 = 1;
const NAME: u64 = 2;
const PROCESS: u64 = 3;
const THREAD: u64 = 4;
const PARENT: u64 = 5;
// ProcessDescriptor, ThreadDescriptor
const PID: u64 = 1;
const TID: u64 = 2;
const PROCESS_NAME: u64 = 6;
// TrackEvent
const TYPE: u64 = 9;
const TRACK: u64 = 11;
const EVENT_NAME: u64 = 23;
const FLOWS: u64 = 47;
const LAST_FLOWS: u64 = 48;
const BEGIN: u64 = 1;
const END: u64 = 2;
const INSTANT: u64 = 3;

struct Read<'a> {
    /// By their numbers.
    tracks: HashMap<u64, Message<'a>>,
    /// When, and what.
    events: Vec<(u64, Message<'a>)>,
}

fn read(file: &[u8]) -> Read<'_> {
    let mut read = Read {
        tracks: HashMap::new(),
        events: Vec::new(),
    };
    for packet in Message::read(file).messages(PACKET) {
        assert_eq!(packet.number(SEQUENCE), Some(1));
        if let Some(track) = packet.message(TRACK_DESCRIPTOR) {
            if let Some(parent) = track.number(PARENT) {
                assert!(read.tracks.contains_key(&parent), "a parent comes first");
            }
            let before = read.tracks.insert(track.number(UUID).unwrap(), track);
            assert_eq!(before, None, "each track has a number of its own");
        } else {
            let event = packet.message(TRACK_EVENT).expect("an event");
            assert!(read.tracks.contains_key(&event.number(TRACK).unwrap()));
            read.events.push((packet.number(TIMESTAMP).unwrap(), event));
        }
    }
    read
}

impl<'a> Read<'a> {
    fn track(&self, name: &str, parent: u64) -> u64 {
        let of = |track: &&Message<'_>| {
            track.text(NAME) == Some(name) && track.number(PARENT) == Some(parent)
        };
        let found = self.tracks.values().find(of);
        found
            .unwrap_or_else(|| panic!("no track {name}"))
            .number(UUID)
            .unwrap()
    }

    fn process(&self, name: &str) -> u64 {
        let of = |track: &&Message<'_>| {
            let process = track.message(PROCESS);
            process.is_some_and(|process| process.text(PROCESS_NAME) == Some(name))
        };
        self.tracks
            .values()
            .find(of)
            .expect("a process")
            .number(UUID)
            .unwrap()
    }

    /// Name, start and length of a track's slices, in nanoseconds.
    fn slices(&self, track: u64) -> Vec<(&'a str, u64, u64)> {
        let mut slices = Vec::new();
        let mut open: Vec<(&str, u64)> = Vec::new();
        for (at, event) in &self.events {
            match event.number(TYPE) {
                Some(BEGIN) if event.number(TRACK) == Some(track) => {
                    open.push((event.text(EVENT_NAME).unwrap(), *at));
                }
                Some(END) if event.number(TRACK) == Some(track) => {
                    let (name, from) = open.pop().expect("what ends has begun");
                    slices.push((name, from, at - from));
                }
                _ => {}
            }
        }
        assert_eq!(open, [], "what begins ends");
        slices
    }

    /// Where from, where to, and what is done there, of each arrow.
    fn arrows(&self) -> Vec<(u64, u64, &'a str)> {
        let of = |field: u64| {
            self.events
                .iter()
                .flat_map(move |(_, event)| event.numbers(field).map(move |flow| (flow, event)))
        };
        let ends: HashMap<u64, &Message<'_>> = of(LAST_FLOWS).collect();
        let arrow = |(flow, event): (u64, &Message<'a>)| {
            assert_eq!(event.number(TYPE), Some(INSTANT));
            let to = ends[&flow].number(TRACK).unwrap();
            (
                event.number(TRACK).unwrap(),
                to,
                event.text(EVENT_NAME).unwrap(),
            )
        };
        of(FLOWS).map(arrow).collect()
    }
}

#[test]
fn variants_are_processes_and_tasks_are_nested_tracks() {
    let file = with_the_coffee_bar(bytes);
    let read = read(&file);
    for name in ["sequential", "gather", "blocking"] {
        let process = read.process(name);
        let main = read.tracks[&read.track("loop", process)]
            .message(THREAD)
            .unwrap();
        let pid = read.tracks[&process].message(PROCESS).unwrap().number(PID);
        assert_eq!(main.number(PID), pid);
        assert_eq!(main.number(TID), pid, "the main thread");
    }
    let main = read.track("main", read.process("gather"));
    let latte = read.track("latte", main);
    let waits: Vec<_> = read
        .slices(latte)
        .into_iter()
        .filter(|(_, _, length)| *length > 0)
        .collect();
    assert_eq!(waits, [("sleep", 0, 2_000_000_000)]);
    let of_loop = read.slices(read.track("loop", read.process("blocking")));
    assert!(
        of_loop.contains(&("time.sleep(3)", 0, 3_000_000_000)),
        "{of_loop:?}"
    );
}

#[test]
fn times_never_go_back() {
    let file = with_the_coffee_bar(bytes);
    let read = read(&file);
    assert!(read.events.is_sorted_by_key(|(at, _)| *at));
    assert!(read.events.len() > 30);
}

#[test]
fn arrows_lead_from_who_created_and_woke_to_who_was() {
    let file = with_the_coffee_bar(bytes);
    let read = read(&file);
    let main = read.track("main", read.process("gather"));
    let (espresso, latte) = (read.track("espresso", main), read.track("latte", main));
    let arrows = read.arrows();
    assert!(
        arrows.contains(&(main, espresso, "creates espresso")),
        "{arrows:?}"
    );
    assert!(
        arrows.contains(&(main, latte, "creates latte")),
        "{arrows:?}"
    );
    assert!(
        arrows
            .iter()
            .any(|(_, to, name)| *to == main && *name == "wakes main"),
        "{arrows:?}"
    );
}

#[test]
fn a_cancelling_leads_from_the_request_to_where_it_arrives() {
    let mut run = Run::new();
    let main = run.task("main");
    run.turn(1).step(main);
    let job = run.task("job");
    run.emit(Some(7), EventKind::CancelRequested { task: job });
    run.returns().turn(1).step(job);
    run.emit(None, EventKind::CancelDelivered { task: job });
    run.ends(Outcome::Cancelled).exits();
    let file = with(&[("script", run.trace)], bytes);
    let read = read(&file);
    let main = read.track("main", read.process("script"));
    let job = read.track("job", main);
    let to_job: Vec<_> = read
        .arrows()
        .into_iter()
        .filter(|(_, to, _)| *to == job)
        .map(|(_, _, name)| name)
        .collect();
    assert_eq!(to_job, ["creates job", "asks job to end"]);
}
