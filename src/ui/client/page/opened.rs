//! The page that is open, where one is, and what is asked for it.

use super::{
    again::Again,
    answer::Answer,
    asked::{Asked, origin},
    binding, line,
};
use crate::ui::{desk::Desk, draft::DraftId};
use leptos::prelude::*;
use serde::Deserialize;
use serde_json::json;
use std::sync::Arc;

/// How many lines a page may have typed that the person did not ask for.
const MOST_BY_ITSELF: usize = 32;

/// The page that is open.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// The variant whose server sent it.
    pub draft: DraftId,
    /// Where it came from.
    pub address: String,
    /// The typed line that it is the answer of, and that line's place.
    line: (usize, String),
    /// The page itself.
    pub answer: Arc<Answer>,
}

/// What a page says: `Said` of `pages/said.ts`.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "what", rename_all = "lowercase")]
pub enum Said {
    /// It asks for something itself.
    Ask {
        /// Its own number for it.
        number: i32,
        /// What it asks.
        asked: Asked,
        /// Whether that is because the person did something.
        pressed: bool,
    },
    /// The person goes elsewhere.
    Go {
        /// Where to.
        asked: Asked,
    },
    /// Its address is another one, by its own account.
    At {
        /// That address.
        url: String,
    },
    /// It wanted something from outside.
    Lacks {
        /// What.
        name: String,
    },
}

/// Who waits for an answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Who {
    /// The person, who wants to see it.
    Person,
    /// The page that is open, under its own number.
    Page(i32),
}

/// A request that waits for its answer.
#[derive(Clone, Debug)]
pub(super) struct Waiting {
    pub(super) who: Who,
    pub(super) draft: DraftId,
    pub(super) asked: Asked,
    pub(super) again: Again,
    /// How many redirections led here.
    pub(super) hops: u32,
    /// The typed line that asks, once that is known, and that line's place.
    pub(super) line: Option<(usize, String)>,
}

/// The pages of the client. Copied into every component that needs it.
#[derive(Clone, Copy, Debug)]
pub struct Pages {
    pub(super) desk: Desk,
    /// The page that is open.
    pub opened: RwSignal<Option<Opened>>,
    /// Its address, as the bar has it.
    pub address: RwSignal<String>,
    /// What is on its way, by its address.
    pub going: RwSignal<Option<String>>,
    /// What went wrong.
    pub problem: RwSignal<Option<String>>,
    /// Addresses outside that the page has to do without.
    pub outside: RwSignal<Vec<String>>,
    /// What is still to be typed, and what is typed and not answered.
    pub(super) waiting: StoredValue<Vec<Waiting>>,
    /// The place of the line that the page is the answer of, or of the last that it sent.
    since: StoredValue<usize>,
    /// How many more lines the page may have typed by itself.
    left: StoredValue<usize>,
}

impl Pages {
    /// None is open.
    pub fn new(desk: Desk) -> Self {
        let pages = Self {
            desk,
            opened: RwSignal::new(None),
            address: RwSignal::new(String::new()),
            going: RwSignal::new(None),
            problem: RwSignal::new(None),
            outside: RwSignal::new(Vec::new()),
            waiting: StoredValue::new(Vec::new()),
            since: StoredValue::new(0),
            left: StoredValue::new(MOST_BY_ITSELF),
        };
        // Answers come with runs.
        Effect::new(move |_| {
            desk.results.recorded.track();
            desk.drafts.track();
            pages.settle();
            pages.refresh();
        });
        pages
    }

    /// Whether the page of the open variant is to be seen.
    pub fn is_open(&self) -> bool {
        let active = self.desk.of_active(|draft| draft.id);
        let opened = self
            .opened
            .with(|opened| opened.as_ref().map(|opened| opened.draft));
        // Also while none has come yet, and where none did.
        let goes = self.going.with(Option::is_some) || self.problem.with(Option::is_some);
        opened.map_or(goes, |opened| Some(opened) == active)
    }

    /// Opens what an address answers with.
    pub fn open(&self, address: &str, again: Again) {
        let address = match address.trim() {
            whole if whole.contains("://") => whole.to_owned(),
            short => format!("http://{short}"),
        };
        self.go(Asked::get(address), again);
    }

    /// Opens what came of the line that is typed at a place, as it was.
    pub fn open_line(&self, place: usize) {
        let line = untrack(|| {
            self.desk
                .of_active(|draft| Some((draft.id, draft.typed.get(place)?.line.clone())))
        });
        let Some((draft, line)) = line.flatten() else {
            return;
        };
        let all = self.all_came(draft).unwrap_or_default();
        let answer = all.get(place).cloned().flatten().map(|came| came.answer());
        if let (Some(Ok(answer)), Some(address)) = (answer, line::address(&line)) {
            self.put(draft, address, (place, line), answer);
        }
    }

    /// Shows the requests again.
    pub fn close(&self) {
        binding::close();
        self.waiting.set_value(Vec::new());
        self.opened.set(None);
        self.going.set(None);
        self.problem.set(None);
    }

    /// Hears what the page that is open says.
    pub fn hear(&self, said: &str) {
        let Ok(said) = serde_json::from_str::<Said>(said) else {
            return;
        };
        let Some(opened) = self.opened.get_untracked() else {
            return;
        };
        let own = |url: &str| origin(url) == origin(&opened.address);
        match said {
            Said::Ask {
                number,
                asked,
                pressed,
            } => {
                let who = Who::Page(number);
                let active = untrack(|| self.desk.of_active(|draft| draft.id));
                if !own(&asked.url) || active != Some(opened.draft) {
                    return Self::tell(number, Err("It cannot be asked from here.".to_owned()));
                }
                let again = match pressed {
                    true => Again::Never,
                    false => Again::Since(self.since.get_value()),
                };
                self.enqueue(who, asked, again, 0);
            }
            Said::Go { asked } if own(&asked.url) => {
                let again = match asked.only_reads() {
                    true => Again::UnlessSent,
                    false => Again::Never,
                };
                self.go(asked, again);
            }
            Said::At { url } if own(&url) => self.address.set(url),
            Said::Lacks { name } => self.lacks(vec![name]),
            Said::Go { .. } | Said::At { .. } => {}
        }
    }

    /// Notes addresses that the page has to do without.
    pub fn lacks(&self, names: Vec<String>) {
        self.outside.update(|outside| {
            for name in names {
                if !outside.contains(&name) && outside.len() < MOST_BY_ITSELF {
                    outside.push(name);
                }
            }
        });
    }

    fn go(&self, asked: Asked, again: Again) {
        self.problem.set(None);
        self.going.set(Some(asked.url.clone()));
        // What the person wants now is all that is wanted.
        self.waiting
            .update_value(|waiting| waiting.retain(|waiting| waiting.who != Who::Person));
        self.enqueue(Who::Person, asked, again, 0);
    }

    pub(super) fn enqueue(&self, who: Who, asked: Asked, again: Again, hops: u32) {
        let Some(draft) = untrack(|| self.desk.of_active(|draft| draft.id)) else {
            return;
        };
        self.waiting.update_value(|waiting| {
            waiting.push(Waiting {
                who,
                draft,
                asked,
                again,
                hops,
                line: None,
            });
        });
        // A page asks for several things in a row: they are typed together, and are one run.
        let pages = *self;
        set_timeout(move || pages.type_waiting(), super::TOGETHER);
    }

    /// Whether the page may have one more line typed that the person did not ask for.
    pub(super) fn may_type(&self, waiting: &Waiting) -> bool {
        if !matches!(
            (waiting.who, waiting.again),
            (Who::Page(_), Again::Since(_))
        ) {
            return true;
        }
        let left = self.left.get_value();
        self.left.set_value(left.saturating_sub(1));
        left > 0
    }

    /// Notes that the page has sent something.
    pub(super) fn sent(&self, place: usize) {
        self.since.set_value(place);
    }

    /// Puts a page there.
    pub(super) fn put(
        &self,
        draft: DraftId,
        address: String,
        line: (usize, String),
        answer: Answer,
    ) {
        self.since.set_value(line.0);
        self.left.set_value(MOST_BY_ITSELF);
        self.going.set(None);
        self.problem.set(None);
        self.outside.set(Vec::new());
        // What the page before asked for is not wanted any more.
        self.waiting.set_value(Vec::new());
        self.address.set(address.clone());
        self.opened.set(Some(Opened {
            draft,
            address,
            line,
            answer: Arc::new(answer),
        }));
    }

    /// The page as the newest run has it: it is made anew where its answer is another one.
    fn refresh(&self) {
        let Some(opened) = self.opened.get_untracked() else {
            return;
        };
        let Some(all) = self.all_came(opened.draft) else {
            return;
        };
        let place = self.desk.drafts.with_untracked(|drafts| {
            let draft = drafts.iter().find(|draft| draft.id == opened.draft)?;
            let is_it = |place: &usize| {
                let typed = draft.typed.get(*place);
                typed.is_some_and(|typed| typed.line == opened.line.1)
            };
            let elsewhere = draft
                .typed
                .iter()
                .rposition(|typed| typed.line == opened.line.1);
            Some(opened.line.0).filter(is_it).or(elsewhere)
        });
        let came = place.and_then(|place| all.into_iter().nth(place).flatten());
        let (Some(place), Some(Ok(answer))) = (place, came.map(|came| came.answer())) else {
            return;
        };
        let before = &opened.answer;
        if (&answer.body, answer.status, answer.kind())
            != (&before.body, before.status, before.kind())
        {
            self.put(opened.draft, opened.address, (place, opened.line.1), answer);
        }
    }

    /// Tells the page what came of a request of its own.
    pub(super) fn tell(number: i32, came: Result<(&Answer, &str), String>) {
        let told = match came {
            Ok((answer, url)) => json!({ "number": number, "answered": {
                "status": answer.status.unwrap_or(200),
                "reason": answer.reason,
                "fields": answer.fields,
                "body": answer.body,
                "url": url,
            } }),
            Err(why) => json!({ "number": number, "failed": why }),
        };
        binding::tell(&told.to_string());
    }
}
