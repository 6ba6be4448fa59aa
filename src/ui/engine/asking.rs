//! What is asked of the engine besides running: it answers between runs, so that no run is disturbed.

use super::{
    client::{Client, EngineClient},
    schedule::WorkerId,
};
use crate::engine::{Question, Request};
use std::fmt;

/// Told the answer, or why there is none, as a sentence for the reader.
type Then = Box<dyn FnOnce(Result<Vec<u8>, String>)>;

/// So often a question is put that its worker took to its grave.
const TRIES: u8 = 2;

/// A question that has not been answered yet.
pub(super) struct Asked {
    ask: u32,
    question: Question,
    then: Then,
    /// Who was asked.
    worker: Option<WorkerId>,
    tries: u8,
}

impl fmt::Debug for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "question {}", self.ask)
    }
}

impl EngineClient {
    /// Asks something of the engine as soon as nothing runs; `then` is told the answer.
    pub fn ask(&self, question: Question, then: impl FnOnce(Result<Vec<u8>, String>) + 'static) {
        self.client(|client| client.ask(question, Box::new(then)));
    }
}

impl Client {
    fn ask(&self, question: Question, then: Then) {
        {
            let mut state = self.state.borrow_mut();
            state.asks += 1;
            let asked = Asked {
                ask: state.asks,
                question,
                then,
                worker: None,
                tries: 0,
            };
            state.asked.push(asked);
        }
        self.put_questions();
    }

    /// Puts the questions that wait, where a worker is at hand and nothing runs.
    pub(super) fn put_questions(&self) {
        let mut given_up = Vec::new();
        {
            let mut state = self.state.borrow_mut();
            let state = &mut *state;
            for asked in &mut state.asked {
                // A worker that is gone answers nothing any more.
                asked.worker = asked
                    .worker
                    .filter(|worker| state.workers.contains_key(worker));
            }
            if state.schedule.is_busy() {
                return;
            }
            let Some((id, worker)) = state
                .schedule
                .at_hand()
                .and_then(|id| Some((id, state.workers.get(&id)?)))
            else {
                return;
            };
            let mut index = 0;
            while let Some(asked) = state.asked.get_mut(index) {
                if asked.worker.is_some() {
                    index += 1;
                    continue;
                }
                asked.tries += 1;
                let request = Request::Ask {
                    ask: asked.ask,
                    question: asked.question.clone(),
                };
                if asked.tries <= TRIES && worker.send(&request).is_ok() {
                    asked.worker = Some(id);
                    index += 1;
                } else {
                    given_up.push(state.asked.remove(index));
                }
            }
        }
        for asked in given_up {
            (asked.then)(Err(
                "The engine could not do this: it may be too much at once.".to_owned(),
            ));
        }
    }

    /// A worker has answered.
    pub(super) fn answered(&self, ask: u32, answer: Result<Vec<u8>, String>) {
        let asked = {
            let asked = &mut self.state.borrow_mut().asked;
            let place = asked.iter().position(|asked| asked.ask == ask);
            place.map(|place| asked.remove(place))
        };
        if let Some(asked) = asked {
            (asked.then)(answer);
        }
    }
}
