//! What page and worker say to each other.
//!
//! Every message crosses as the postcard form of one value, in a `Uint8Array`. Postcard writes a variant's number
//! first: `worker.js` reads it to tell what must not wait for the engine, and writes it where the engine can no
//! longer speak. It knows the numbers as [`Asks`] and [`Says`].

use diagnosis::{Finding, lens::Lens};
use playground::Settings;
use serde::{Deserialize, Serialize};
use trace::{Event, views::picture::Sight};
#[cfg(feature = "worker")]
use wasm_bindgen::prelude::wasm_bindgen;

/// Raised with every change of the messages or of the event schema. The page refuses an engine of another
/// version: a browser's cache may hold an old worker beside a new page.
pub const PROTOCOL: u32 = 11;

/// From the page to the worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Run a script from a fresh interpreter.
    Run {
        /// Names the run in every report about it.
        run: u32,
        /// The file name that tracebacks show.
        file: String,
        /// The script.
        source: String,
        /// Path and text of each file beside it in the working folder.
        files: Vec<(String, String)>,
        /// What is typed: at which terminal, counted from 1, and which line. Without any, the script runs by itself.
        typed: Vec<(u32, String)>,
        /// What else the run depends on.
        settings: Settings,
    },
    /// Say what there is to notice in a run that was ended from outside. The answer is a [`Report::Finished`].
    Diagnose {
        /// The run.
        run: u32,
        /// Its script.
        source: String,
        /// All that was reported of it.
        events: Vec<Event>,
    },
    /// Pause the live run in progress where it next waits.
    Pause,
    /// Let it go on.
    Resume,
    /// Make something of runs or of a script that needs no run. The answer is a [`Report::Answer`].
    Ask {
        /// Names the question in its answer.
        ask: u32,
        /// What is asked.
        question: Question,
    },
    /// A script that will be asked for: `worker.js` gets its memory ready for it, and the engine hears nothing of it.
    Expect {
        /// The script, what lies beside it and what is typed.
        text: String,
    },
}

/// What can be asked of the engine besides running: what the page needs rarely is not in the page's own program.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Question {
    /// Some runs as a file; the answer is its bytes.
    File {
        /// What kind of file.
        format: Format,
        /// The runs: each variant's name and all that was reported of it.
        runs: Vec<(String, Vec<Event>)>,
    },
    /// A script through a lens; the answer is a [`Seen`](diagnosis::lens::Seen) as postcard.
    Lens {
        /// Which.
        lens: Lens,
        /// The script.
        source: String,
    },
}

/// What runs can be written as.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Format {
    /// A picture of the timeline, as SVG.
    Picture(Sight),
    /// For Perfetto.
    Perfetto,
    /// The trace of the first run, as JSON, with what was noticed in it.
    Json(Vec<Finding>),
    /// The comparison, as Markdown.
    Markdown {
        /// The playground's title.
        title: String,
        /// Where it can be opened.
        link: Option<String>,
    },
}

/// The variants of [`Request`], as their messages begin.
#[cfg_attr(feature = "worker", wasm_bindgen)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Asks {
    /// [`Request::Run`]
    Run = 0,
    /// [`Request::Diagnose`]
    Diagnose = 1,
    /// [`Request::Pause`]
    Pause = 2,
    /// [`Request::Resume`]
    Resume = 3,
    /// [`Request::Ask`]
    Ask = 4,
    /// [`Request::Expect`]
    Expect = 5,
}

/// From the worker to the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Report {
    /// The interpreter stands and waits for a request.
    Ready {
        /// The engine's [`PROTOCOL`].
        protocol: u32,
    },
    /// The next events of a run, in order.
    Events {
        /// The run.
        run: u32,
        /// The events.
        events: Vec<Event>,
    },
    /// The run is over; its last event (`Exited` or `Interrupted`) has been reported.
    Finished {
        /// The run.
        run: u32,
        /// What the diagnosis noticed, the costliest first.
        findings: Vec<Finding>,
    },
    /// The last run made the worker's memory grow for good, or left its stack as it stood: this worker should be
    /// replaced before the next run.
    Spent,
    /// The engine itself failed; this worker is of no more use.
    Failed {
        /// The fault, as the browser words it.
        message: String,
    },
    /// What was asked for.
    Answer {
        /// The question.
        ask: u32,
        /// The answer, or why there is none, as a sentence for the reader.
        answer: Result<Vec<u8>, String>,
    },
}

/// The variants of [`Report`] that `worker.js` writes itself.
#[cfg_attr(feature = "worker", wasm_bindgen)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Says {
    /// [`Report::Spent`]
    Spent = 3,
    /// [`Report::Failed`]: the length of the message in UTF-8 follows, seven bits to a byte, and the message.
    Failed = 4,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first_byte(message: &impl Serialize) -> u8 {
        postcard::to_allocvec(message).unwrap()[0]
    }

    #[test]
    fn requests_begin_with_what_they_ask() {
        let run = Request::Run {
            run: 1,
            file: String::new(),
            source: String::new(),
            files: Vec::new(),
            typed: Vec::new(),
            settings: Settings::default(),
        };
        let diagnose = Request::Diagnose {
            run: 1,
            source: String::new(),
            events: Vec::new(),
        };
        let ask = Request::Ask {
            ask: 1,
            question: Question::Lens {
                lens: Lens::Blocking,
                source: String::new(),
            },
        };
        for (request, asks) in [
            (run, Asks::Run),
            (diagnose, Asks::Diagnose),
            (Request::Pause, Asks::Pause),
            (Request::Resume, Asks::Resume),
            (ask, Asks::Ask),
            (
                Request::Expect {
                    text: String::new(),
                },
                Asks::Expect,
            ),
        ] {
            assert_eq!(first_byte(&request), asks as u8, "{request:?}");
        }
    }

    #[test]
    fn what_the_worker_writes_itself_is_read_as_a_report() {
        assert_eq!(
            postcard::from_bytes(&[Says::Spent as u8]),
            Ok(Report::Spent)
        );
        // As `worker.js` writes it: 200 is 0b1_1001000.
        let message = "é".repeat(100);
        let mut bytes = vec![Says::Failed as u8, 0b1100_1000, 0b1];
        bytes.extend(message.as_bytes());
        assert_eq!(postcard::from_bytes(&bytes), Ok(Report::Failed { message }));
    }
}
