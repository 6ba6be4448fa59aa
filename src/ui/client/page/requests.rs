//! Requests on their way: typed, and answered when a run has come to them.

use super::{
    again::{Again, typed_before},
    answer::Answer,
    opened::{Pages, Waiting, Who},
};
use crate::ui::client::place;
use leptos::prelude::*;
use std::collections::HashMap;

/// How many redirections are followed, as browsers do.
const MOST_HOPS: u32 = 20;

impl Pages {
    /// Types what waits to be typed: all of it at once, what is typed already only where its answer does not hold.
    pub(super) fn type_waiting(&self) {
        let Some(draft) = untrack(|| self.desk.active_draft()) else {
            return;
        };
        let cookies = self.cookies(draft.id);
        let mut waiting = self.waiting.get_value();
        // Whose requests cannot be typed, and why.
        let mut failed: HashMap<usize, String> = HashMap::new();
        // Commands that are to be typed, and who waits for each.
        let mut coming: Vec<(String, Vec<usize>)> = Vec::new();
        for (index, waiting) in waiting.iter_mut().enumerate() {
            if waiting.line.is_some() || waiting.draft != draft.id {
                continue;
            }
            let cookies = cookies.sent_to(&waiting.asked.url);
            let command = match waiting.asked.command(cookies.as_deref()) {
                Ok(command) => command,
                Err(why) => {
                    failed.insert(index, why);
                    continue;
                }
            };
            if let Some(place) = typed_before(&command, &draft.typed, waiting.again) {
                waiting.line = Some((place, command));
                continue;
            }
            let same = coming.iter_mut().find(|(other, _)| *other == command);
            match same {
                Some((_, who)) if waiting.again != Again::Never => who.push(index),
                _ if self.may_type(waiting) => coming.push((command, vec![index])),
                _ => {
                    failed.insert(index, "A page asks for too much by itself.".to_owned());
                }
            }
        }
        if !coming.is_empty() {
            let commands: Vec<String> = coming.iter().map(|(command, _)| command.clone()).collect();
            let lines = place::lines(&commands, &draft.source, &draft.typed);
            let first = draft.typed.len() + lines.len() - commands.len();
            if self.desk.type_lines(lines) {
                for (number, (command, who)) in coming.into_iter().enumerate() {
                    for index in who {
                        waiting[index].line = Some((first + number, command.clone()));
                    }
                }
            } else {
                let said = "It could not be typed.";
                let who = coming.into_iter().flat_map(|(_, who)| who);
                failed.extend(who.map(|index| (index, said.to_owned())));
            }
        }
        for waiting in &waiting {
            if let (Who::Page(_), Some((place, _))) = (waiting.who, &waiting.line)
                && !waiting.asked.only_reads()
            {
                self.sent(*place);
            }
        }
        let mut ended = Vec::new();
        let mut left = Vec::new();
        for (index, waiting) in waiting.into_iter().enumerate() {
            match failed.remove(&index) {
                Some(why) => ended.push((waiting, why)),
                None => left.push(waiting),
            }
        }
        self.waiting.set_value(left);
        for (waiting, why) in ended {
            self.answer(waiting, Err(why));
        }
        self.settle();
    }

    /// Gives their answers to those whose lines the newest run has come to.
    pub(super) fn settle(&self) {
        let typed = |waiting: &Waiting| waiting.line.is_some();
        let draft = self.waiting.with_value(|waiting| {
            let waiting = waiting.iter().find(|waiting| typed(waiting));
            waiting.map(|waiting| waiting.draft)
        });
        let Some(draft) = draft else { return };
        let Some(came) = self.all_came(draft) else {
            return;
        };
        let mut answered = Vec::new();
        self.waiting.update_value(|waiting| {
            let (mine, others) = std::mem::take(waiting)
                .into_iter()
                .partition(|waiting| waiting.draft == draft && typed(waiting));
            (answered, *waiting) = (mine, others);
        });
        for waiting in answered {
            let place = waiting.line.as_ref().map(|(place, _)| *place);
            let answer = match place.and_then(|place| came.get(place)) {
                Some(Some(came)) => came.answer(),
                _ => Err("The run did not come to this request.".to_owned()),
            };
            self.answer(waiting, answer);
        }
    }

    fn answer(&self, waiting: Waiting, answer: Result<Answer, String>) {
        if let (Ok(answer), Some((place, _))) = (&answer, &waiting.line)
            && let Some((there, with_body)) = answer.leads()
            && waiting.hops < MOST_HOPS
            && let Ok(url) = web_sys::Url::new_with_base(there, &waiting.asked.url)
        {
            let asked = waiting.asked.led_to(url.href(), with_body);
            let again = Again::Since(*place);
            return self.enqueue(waiting.who, asked, again, waiting.hops + 1);
        }
        match (waiting.who, answer, waiting.line) {
            (Who::Page(number), answer, _) => {
                let answer = answer.as_ref();
                let came = answer.map(|answer| (answer, waiting.asked.url.as_str()));
                Self::tell(number, came.map_err(Clone::clone));
            }
            (Who::Person, Ok(answer), Some(line)) => {
                self.put(waiting.draft, waiting.asked.url, line, answer);
            }
            (Who::Person, answer, _) => {
                if self.opened.with_untracked(Option::is_none) {
                    self.address.set(waiting.asked.url);
                }
                self.going.set(None);
                self.problem.set(answer.err());
            }
        }
    }
}
