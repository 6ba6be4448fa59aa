//! The recorded runs of the first example, which come with the page: a finished timeline is there before
//! the engine is.

use super::{
    desk::Desk,
    draft::{Draft, Program},
    engine::{
        Recorded,
        recording::{Record, Recording},
    },
    recordings::{Recordings, read},
    run::RunStatus,
};
use js_sys::{ArrayBuffer, Uint8Array};
use leptos::{prelude::*, task::spawn_local};
use playground::{EXAMPLES, Settings};
use std::sync::Arc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// The postcard form of the [`Recordings`] of the first example; empty where nothing was
/// recorded when the page was built.
const FILE: &str = "./first-run.bin";

/// Shows the recorded runs of those drafts that are still the first example's; then calls `then`, at once
/// where nothing of the first example is on the desk.
pub fn show(desk: Desk, then: impl FnOnce() + 'static) {
    if !matching(desk).contains(&true) {
        then();
        return;
    }
    spawn_local(async move {
        if let Some(runs) = load().await.and_then(|bytes| read(&bytes)) {
            put(desk, runs);
        }
        then();
    });
}

/// For each draft, whether it is the first example's script of the same place.
fn matching(desk: Desk) -> Vec<bool> {
    let example = match desk
        .settings
        .with_untracked(|settings| *settings == Settings::default())
    {
        true => EXAMPLES[0].variants,
        false => &[],
    };
    desk.drafts.with_untracked(|drafts| {
        drafts
            .iter()
            .enumerate()
            .map(|(index, draft)| {
                example
                    .get(index)
                    .is_some_and(|&(_, source)| Program::alone(source).is_of(draft))
            })
            .collect()
    })
}

fn put(desk: Desk, runs: Recordings) {
    let matching = matching(desk);
    let ids: Vec<_> = desk
        .drafts
        .with_untracked(|drafts| drafts.iter().map(|draft| draft.id).collect());
    desk.results.recorded.update(|recorded| {
        for (((events, findings), id), _) in runs
            .into_iter()
            .zip(ids)
            .zip(matching)
            .filter(|(_, same)| *same)
        {
            let program = desk
                .drafts
                .with_untracked(|drafts| {
                    let draft = drafts.iter().find(|draft| draft.id == id);
                    draft.map(Draft::program)
                })
                .unwrap_or_default();
            let (recording, timeline) = Recording::of(events);
            recorded.entry(id).or_insert(Recorded {
                run: 0,
                program,
                settings: Settings::default(),
                record: Record::of(recording),
                timeline: Arc::new(timeline),
                findings: Arc::new(findings),
                status: RunStatus::Finished,
            });
        }
    });
}

async fn load() -> Option<Vec<u8>> {
    let response = JsFuture::from(window().fetch_with_str(FILE)).await.ok()?;
    let response: web_sys::Response = response.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    let buffer = JsFuture::from(response.array_buffer().ok()?).await.ok()?;
    let buffer: ArrayBuffer = buffer.dyn_into().ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}
