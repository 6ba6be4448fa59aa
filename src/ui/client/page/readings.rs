//! What the newest run of the open variant says of its typed lines.

use super::{
    answer::{Came, came},
    asked::origin,
    cookies::Cookies,
    line,
    opened::Pages,
};
use crate::ui::{
    client::operations::{Operation, operations},
    draft::DraftId,
};
use leptos::prelude::*;
use std::ops::Range;

/// Where FastAPI has its OpenAPI document.
pub const DOCUMENT: &str = "/openapi.json";

/// What an OpenAPI document offers.
#[derive(Clone, Debug, PartialEq)]
pub struct Offered {
    draft: DraftId,
    /// Scheme, host and port of the server that has it.
    pub origin: String,
    /// Its operations.
    pub operations: Vec<Operation>,
}

impl Pages {
    /// The events of typed lines of the open variant that were answered with a page, and the places of those lines.
    pub fn that_came(&self) -> Vec<(Range<usize>, usize)> {
        let Some(draft) = self.desk.of_active(|draft| draft.id) else {
            return Vec::new();
        };
        // Also of a run that changes no more, but is over.
        self.desk.results.recorded.track();
        let all = self.all_came(draft).unwrap_or_default().into_iter();
        let pages = all.enumerate().filter_map(|(place, came)| {
            let came = came?;
            let is_page = came.answer().is_ok_and(|answer| answer.is_page());
            is_page.then_some((came.events, place))
        });
        pages.collect()
    }

    /// What the newest OpenAPI document offers that was asked for in the open variant, and whose it is.
    pub fn operations(&self, before: Option<&Offered>) -> Option<Offered> {
        self.desk.results.recorded.track();
        let (draft, typed) = self
            .desk
            .of_active(|draft| (draft.id, draft.typed.clone()))?;
        let Some(all) = self.all_came(draft) else {
            // A run is on its way: what it offered is offered until that is over.
            return before.filter(|before| before.draft == draft).cloned();
        };
        let mut documents = typed.iter().zip(all).rev().filter_map(|(typed, came)| {
            let address = line::address(&typed.line)?;
            let answer = came
                .filter(|_| address.ends_with(DOCUMENT))?
                .answer()
                .ok()?;
            let found = operations(&answer.body);
            let origin = origin(&address)?.to_owned();
            (!found.is_empty()).then_some(Offered {
                draft,
                origin,
                operations: found,
            })
        });
        documents.next()
    }

    /// The answers of the open variant's newest run, if that is over and is a run of what stands there.
    pub(super) fn all_came(&self, draft: DraftId) -> Option<Vec<Option<Came>>> {
        self.desk.results.recorded.with_untracked(|recorded| {
            let recorded = recorded.get(&draft)?;
            let is_newest = self.desk.drafts.with_untracked(|drafts| {
                let draft = drafts.iter().find(|other| other.id == draft);
                draft.is_some_and(|draft| recorded.program.is_of(draft))
            });
            let is_over = is_newest && !recorded.status.is_open();
            let record = recorded.record.read();
            (is_over && !record.is_empty())
                .then(|| came(&record.trace().events, &recorded.program.typed))
        })
    }

    /// What servers want to be told again, from all that they answered.
    pub(super) fn cookies(&self, draft: DraftId) -> Cookies {
        let mut cookies = Cookies::default();
        let lines = self.desk.drafts.with_untracked(|drafts| {
            let draft = drafts.iter().find(|other| other.id == draft);
            draft.map(|draft| draft.typed.clone()).unwrap_or_default()
        });
        let came = self.all_came(draft).unwrap_or_default();
        for (typed, came) in lines.iter().zip(came) {
            let answer = came.and_then(|came| came.answer().ok());
            if let (Some(answer), Some(address)) = (answer, line::address(&typed.line)) {
                for (name, value) in &answer.fields {
                    if name.eq_ignore_ascii_case("set-cookie") {
                        cookies.take(&address, value);
                    }
                }
            }
        }
        cookies
    }
}
