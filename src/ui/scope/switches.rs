//! Where a script gave the loop back in a run, and who came in: for the marks beside its lines.

use std::collections::BTreeMap;
use trace::{EventKind, Runner, TaskId, Trace, names::Called};

/// No more names are said of a line.
const MOST: usize = 3;

/// A line at which a task gave the loop back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Switch {
    /// How often.
    pub times: usize,
    /// Who ran next, each once, where that was another task.
    pub came_in: Vec<String>,
}

impl Switch {
    /// In one sentence: `Gave the loop back 3 times in this run; next came latte.`
    pub fn sentence(&self) -> String {
        let times = match self.times {
            1 => "once".to_owned(),
            times => format!("{times} times"),
        };
        let next = match &self.came_in[..] {
            [] => "no other task came in".to_owned(),
            [all @ .., last] if !all.is_empty() => {
                format!("next came {} and {last}", all.join(", "))
            }
            names => format!("next came {}", names.concat()),
        };
        format!("Gave the loop back {times} in this run; {next}.")
    }
}

/// The lines at which tasks gave the loop back: all of those that an await goes through.
pub fn switches(trace: &Trace) -> BTreeMap<u32, Switch> {
    let mut found: BTreeMap<u32, Switch> = BTreeMap::new();
    let mut called = Called::default();
    // Whoever stepped aside last, and where.
    let mut aside: Option<(TaskId, Vec<u32>)> = None;
    for event in &trace.events {
        called.see(event);
        match &event.kind {
            EventKind::Suspended { task, stack, .. } => {
                let mut lines: Vec<u32> = stack.iter().filter_map(|frame| frame.line).collect();
                lines.extend(event.line);
                lines.sort_unstable();
                lines.dedup();
                for line in &lines {
                    found.entry(*line).or_default().times += 1;
                }
                aside = Some((*task, lines));
            }
            EventKind::StepStarted {
                what: Runner::Task(next),
            } => {
                let Some((task, lines)) = aside.take() else {
                    continue;
                };
                // Tasks of the library's own have no name that a reader knows.
                let Some(name) = called.now(*next).filter(|_| *next != task) else {
                    continue;
                };
                for line in lines {
                    let names = &mut found.entry(line).or_default().came_in;
                    if names.len() < MOST && !names.iter().any(|known| known == name) {
                        names.push(name.to_owned());
                    }
                }
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use trace::{Event, Frame, Wait, WaitKind};

    #[test]
    fn a_line_says_how_often_it_gave_the_loop_back_and_to_whom() {
        let created = |task: u32, name: &str| EventKind::TaskCreated {
            task: TaskId(task),
            name: name.into(),
            coroutine: name.into(),
            parent: None,
        };
        let runs = |task: u32| EventKind::StepStarted {
            what: Runner::Task(TaskId(task)),
        };
        let frame = |line: Option<u32>| Frame {
            function: "f".into(),
            line,
            locals: Vec::new(),
        };
        let aside = |task: u32, lines: &[u32]| EventKind::Suspended {
            task: TaskId(task),
            wait: Wait::of(WaitKind::NextTurn),
            stack: lines
                .iter()
                .map(|line| frame(Some(*line)))
                .chain([frame(None)])
                .collect(),
        };
        let kinds = [
            created(0, "main"),
            created(1, "latte"),
            runs(0),
            aside(0, &[22, 8]),
            runs(1),
            aside(1, &[13]),
            runs(1),
            aside(1, &[13]),
            runs(0),
        ];
        let events = kinds.map(|kind| Event {
            at: 0.0,
            runner: None,
            line: None,
            kind,
        });
        let found = switches(&Trace {
            events: events.into(),
        });
        assert_eq!(found.keys().copied().collect::<Vec<_>>(), [8, 13, 22]);
        assert_eq!(
            found[&8].sentence(),
            "Gave the loop back once in this run; next came latte."
        );
        assert_eq!(
            found[&13].sentence(),
            "Gave the loop back 2 times in this run; next came main."
        );
        let alone = Switch {
            times: 1,
            came_in: Vec::new(),
        };
        assert!(alone.sentence().ends_with("no other task came in."));
    }
}
