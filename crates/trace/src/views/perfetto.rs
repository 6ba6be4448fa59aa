//! A run as a file that Perfetto opens (<https://ui.perfetto.dev>): a process for each variant, in it the loop as its main thread,
//! every task as a track under its creator's, the threads; slices with names, arrows from who woke, created or
//! cancelled to who was, and what was printed.
//!
//! Times are the run's own, in nanoseconds. What takes no time has no width there either.

mod causes;
mod messages;

use crate::{
    compare::Run,
    event::{EventKind, Outcome, Runner, Seconds, TaskId, ThreadId},
    lane::{Lane, Owner, Span, State},
    number::spoken,
};
use messages::{
    ChildOrdering, DebugAnnotation, EventType, ProcessDescriptor, SiblingMerge, ThreadDescriptor,
    Trace, TracePacket, TrackDescriptor, TrackEvent, Value,
};
use prost::Message;
use std::collections::HashMap;

/// Everything is of one sequence.
const SEQUENCE: u32 = 1;
/// Numbers of tracks that one run may use.
const TRACKS_OF_A_RUN: u64 = 1 << 32;
/// Numbers of processes that one run may use.
const PROCESSES_OF_A_RUN: i32 = 1000;

/// Some runs, a process each, as the bytes of a file.
pub fn bytes(runs: &[Run<'_>]) -> Vec<u8> {
    trace(runs).encode_to_vec()
}

/// The same, not yet as bytes.
fn trace(runs: &[Run<'_>]) -> Trace {
    let mut tracks = Vec::new();
    let mut events = Vec::new();
    let mut flows = 0;
    for (number, run) in runs.iter().enumerate() {
        let mut writer = Writer::new(number, run, flows);
        writer.tracks();
        for lane in &run.timeline.lanes {
            writer.slices(lane);
        }
        writer.causes();
        flows = writer.flows;
        tracks.append(&mut writer.packets);
        events.append(&mut writer.events);
    }
    // In order of time; what happens at once stays in its order.
    events.sort_by_key(|event: &TracePacket| event.timestamp);
    tracks.append(&mut events);
    if let Some(first) = tracks.first_mut() {
        first.sequence_flags = Some(1);
    }
    Trace { packet: tracks }
}

struct Writer<'a> {
    run: &'a Run<'a>,
    number: usize,
    packets: Vec<TracePacket>,
    events: Vec<TracePacket>,
    /// What the reader calls each task.
    names: HashMap<TaskId, &'a str>,
    /// The process of each thread that is not one of the script's own process.
    processes: HashMap<ThreadId, u32>,
    /// How many arrows there are.
    flows: u64,
}

impl<'a> Writer<'a> {
    fn new(number: usize, run: &'a Run<'a>, flows: u64) -> Self {
        let names = run
            .timeline
            .lanes
            .iter()
            .filter_map(|lane| match lane.owner {
                Owner::Task(task) => Some((task, lane.name.as_str())),
                _ => None,
            });
        let processes = run
            .trace
            .events
            .iter()
            .filter_map(|event| match event.kind {
                EventKind::ThreadStarted {
                    thread,
                    process: Some(process),
                    ..
                } => Some((thread, process)),
                _ => None,
            });
        Self {
            run,
            number,
            packets: Vec::new(),
            events: Vec::new(),
            names: names.collect(),
            processes: processes.collect(),
            flows,
        }
    }

    /// A number that no other track of the file has; 0 is taken.
    fn uuid(&self, owner: Owner) -> u64 {
        let base = (self.number as u64 + 1) * TRACKS_OF_A_RUN;
        base + match owner {
            Owner::Loop => 2,
            Owner::Heart => 3,
            Owner::Task(task) => 16 + 2 * u64::from(task.0),
            Owner::Thread(thread) => 17 + 2 * u64::from(thread.0),
            Owner::Connection(connection, _) => TRACKS_OF_A_RUN / 4 * 3 + u64::from(connection.0),
        }
    }

    fn process_uuid(&self, process: u32) -> u64 {
        let base = (self.number as u64 + 1) * TRACKS_OF_A_RUN;
        match process {
            0 => base + 1,
            other => base + TRACKS_OF_A_RUN / 2 + u64::from(other),
        }
    }

    fn pid(&self, process: u32) -> i32 {
        let base = (self.number as i32 + 1) * PROCESSES_OF_A_RUN;
        base + (process as i32).rem_euclid(PROCESSES_OF_A_RUN)
    }

    fn track(&mut self, track: TrackDescriptor) {
        self.packets.push(TracePacket {
            trusted_packet_sequence_id: Some(SEQUENCE),
            track_descriptor: Some(track),
            ..TracePacket::default()
        });
    }

    /// A track for each process, thread and task.
    fn tracks(&mut self) {
        self.process(0, self.run.name.to_owned());
        let mut others: Vec<u32> = self.processes.values().copied().collect();
        others.sort_unstable();
        others.dedup();
        for process in others {
            self.process(process, format!("{}: process {process}", self.run.name));
        }
        let parents: HashMap<TaskId, TaskId> = self
            .run
            .trace
            .events
            .iter()
            .filter_map(|event| match event.kind {
                EventKind::TaskCreated {
                    task,
                    parent: Some(parent),
                    ..
                } => Some((task, parent)),
                _ => None,
            })
            .collect();
        for (rank, lane) in self.run.timeline.lanes.iter().enumerate() {
            let uuid = self.uuid(lane.owner);
            let rank = i32::try_from(rank).ok();
            let track = TrackDescriptor {
                uuid: Some(uuid),
                name: Some(lane.name.clone()),
                child_ordering: Some(ChildOrdering::Explicit.into()),
                sibling_order_rank: rank,
                sibling_merge_behavior: Some(SiblingMerge::None.into()),
                ..TrackDescriptor::default()
            };
            let track = match lane.owner {
                Owner::Loop => self.thread(track, 0, 1),
                Owner::Thread(thread) => {
                    let process = self.processes.get(&thread).copied().unwrap_or(0);
                    self.thread(track, process, i64::from(thread.0) + 1)
                }
                Owner::Heart | Owner::Connection(..) => TrackDescriptor {
                    parent_uuid: Some(self.process_uuid(0)),
                    ..track
                },
                Owner::Task(task) => {
                    let creator = parents.get(&task).filter(|of| self.names.contains_key(of));
                    let parent = creator.map(|task| self.uuid(Owner::Task(*task)));
                    TrackDescriptor {
                        parent_uuid: Some(parent.unwrap_or_else(|| self.process_uuid(0))),
                        ..track
                    }
                }
            };
            self.track(track);
        }
    }

    fn process(&mut self, process: u32, name: String) {
        let track = TrackDescriptor {
            uuid: Some(self.process_uuid(process)),
            process: Some(ProcessDescriptor {
                pid: Some(self.pid(process)),
                process_name: Some(name),
            }),
            child_ordering: Some(ChildOrdering::Explicit.into()),
            ..TrackDescriptor::default()
        };
        self.track(track);
    }

    fn thread(&self, track: TrackDescriptor, process: u32, number: i64) -> TrackDescriptor {
        let pid = self.pid(process);
        TrackDescriptor {
            parent_uuid: Some(self.process_uuid(process)),
            thread: Some(ThreadDescriptor {
                pid: Some(pid),
                // The main thread's number is the process'.
                tid: Some(match number {
                    1 => i64::from(pid),
                    _ => i64::from(pid) * i64::from(PROCESSES_OF_A_RUN) + number,
                }),
                thread_name: track.name.clone(),
            }),
            ..track
        }
    }

    /// The spans of a lane, and how it ended.
    fn slices(&mut self, lane: &Lane) {
        let track = self.uuid(lane.owner);
        for span in &lane.spans {
            let begin = TrackEvent {
                name: Some(named(lane, span)),
                categories: vec![category(span.state).to_owned()],
                debug_annotations: told(span),
                ..event(EventType::SliceBegin, track)
            };
            self.at(span.from, begin);
            self.at(span.to, event(EventType::SliceEnd, track));
        }
        if let Some((at, outcome)) = &lane.ended {
            let (name, with) = match outcome {
                Outcome::Done(result) => ("done", Some(("result", result))),
                Outcome::Failed(error) => ("failed", Some(("error", error))),
                Outcome::Cancelled => ("cancelled", None),
            };
            let with = with.map(|(name, text)| annotation(name, Value::String(text.clone())));
            let end = TrackEvent {
                name: Some(name.to_owned()),
                categories: vec!["end".to_owned()],
                debug_annotations: with.into_iter().collect(),
                ..event(EventType::Instant, track)
            };
            self.at(*at, end);
        }
    }

    fn at(&mut self, at: Seconds, event: TrackEvent) {
        self.events.push(TracePacket {
            timestamp: Some(nanoseconds(at)),
            trusted_packet_sequence_id: Some(SEQUENCE),
            track_event: Some(event),
            ..TracePacket::default()
        });
    }

    /// On whose track something is that a runner did.
    fn owner(&self, runner: Runner) -> Owner {
        match runner {
            Runner::Task(task) if self.names.contains_key(&task) => Owner::Task(task),
            Runner::Thread(thread) if thread.0 != 0 => Owner::Thread(thread),
            _ => Owner::Loop,
        }
    }
}

/// An event of a track with nothing to say.
fn event(kind: EventType, track: u64) -> TrackEvent {
    TrackEvent {
        r#type: Some(kind.into()),
        track_uuid: Some(track),
        ..TrackEvent::default()
    }
}

fn annotation(name: &str, value: Value) -> DebugAnnotation {
    DebugAnnotation {
        name: Some(name.to_owned()),
        value: Some(value),
    }
}

fn named(lane: &Lane, span: &Span) -> String {
    let what = match span.state {
        State::Running if lane.owner == Owner::Loop => "busy",
        State::Running => "running",
        State::Waiting => "waiting",
        State::Ready => "ready",
        State::Blocking => "blocking",
        State::Idle => "idle",
        State::Transfer => "transfer",
    };
    if span.what.is_empty() {
        what.to_owned()
    } else {
        span.what.clone()
    }
}

fn category(state: State) -> &'static str {
    match state {
        State::Running => "running",
        State::Waiting => "waiting",
        State::Ready => "ready",
        State::Blocking => "blocking",
        State::Idle => "idle",
        State::Transfer => "transfer",
    }
}

/// What else there is to say of a span.
fn told(span: &Span) -> Vec<DebugAnnotation> {
    let line = span
        .line
        .map(|line| annotation("line", Value::Int(line.into())));
    let until = span.until.filter(|until| until.is_finite());
    let until = until.map(|until| annotation("until", Value::Double(until)));
    let held = span.held_by.iter().map(|holder| {
        let call = holder.call.as_ref().map(|call| format!(": {call}"));
        let line = holder.line.map(|line| format!(", line {line}"));
        let text = format!(
            "{}{}{}",
            holder.name,
            call.unwrap_or_default(),
            line.unwrap_or_default()
        );
        annotation("held by", Value::String(text))
    });
    let eternal = span.is_eternal().then(|| {
        let since = format!("for ever, since {}", spoken(span.from));
        annotation("ends", Value::String(since))
    });
    line.into_iter()
        .chain(until)
        .chain(held)
        .chain(eternal)
        .collect()
}

fn nanoseconds(at: Seconds) -> u64 {
    (at.max(0.0) * 1e9).round() as u64
}
