//! Taking along what is seen: as a picture, for other programs, as text. The engine writes all of it.

use super::Desk;
use crate::{
    engine::{Format, Question},
    ui::{clipboard, files, header::theme},
};
use leptos::{prelude::*, task::spawn_local};
use trace::{
    Event, Seconds,
    views::picture::{Row, Sight},
};

/// What of the runs is seen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Seen {
    /// How wide the timeline is, in CSS pixels.
    pub width: f64,
    /// The stretch of time, in virtual seconds; `None` is all of it.
    pub window: Option<(Seconds, Seconds)>,
    /// For each variant its rows; `None` is as many as can be read.
    pub rows: Vec<Option<Vec<Row>>>,
}

/// What can be taken along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Take {
    /// A picture as SVG.
    Svg,
    /// A picture as PNG.
    Png,
    /// The same, onto the clipboard.
    CopyPng,
    /// The open variant's trace.
    Json,
    /// All runs, for Perfetto.
    Perfetto,
    /// The comparison, onto the clipboard.
    CopyMarkdown,
}

/// What came of it: a word for the reader.
pub type Taken = Result<&'static str, String>;

impl Desk {
    /// Who can say what is seen: the scope, once it is there.
    pub fn sees_with(&self, seen: impl Fn() -> Seen + Send + Sync + 'static) {
        self.seen.set_value(Some(Callback::new(move |()| seen())));
    }

    /// Takes something along; `taken` is told what came of it.
    pub fn take(&self, what: Take, taken: RwSignal<Option<Taken>>) {
        taken.set(None);
        let runs = self.runs_to_take(what);
        if runs.iter().all(|(_, events)| events.is_empty()) {
            taken.set(Some(Err(
                "There is no run yet. Run the script first.".to_owned()
            )));
            return;
        }
        let question = Question::File {
            format: self.format(what),
            runs,
        };
        let name = file_name(&self.title.get_untracked());
        self.engine.ask(question, move |answer| match answer {
            Ok(bytes) => give(what, &name, bytes, taken),
            Err(reason) => taken.set(Some(Err(reason))),
        });
    }

    /// The runs as they are named in a file: one variant's trace, or all that are compared.
    fn runs_to_take(&self, what: Take) -> Vec<(String, Vec<Event>)> {
        let open = self.look.open.get_untracked();
        self.look.runs.with_untracked(|runs| {
            let runs = runs.iter().enumerate();
            runs.filter(|(index, _)| what != Take::Json || *index == open)
                .map(|(_, run)| {
                    let events = run.record.read().trace().events.clone();
                    (run.name.clone(), events)
                })
                .collect()
        })
    }

    fn format(&self, what: Take) -> Format {
        match what {
            Take::Svg | Take::Png | Take::CopyPng => {
                let seen = self.seen.get_value().map(|seen| seen.run(()));
                let seen = seen.unwrap_or_default();
                Format::Picture(Sight {
                    title: self.title.get_untracked(),
                    dark: theme::is_dark(),
                    width: seen.width,
                    window: seen.window,
                    cursor: self.look.cursor.get_untracked(),
                    rows: seen.rows,
                })
            }
            Take::Perfetto => Format::Perfetto,
            Take::CopyMarkdown => Format::Markdown {
                title: self.title.get_untracked(),
                link: self.link().ok(),
            },
            Take::Json => {
                let draft = self.drafts.with_untracked(|drafts| {
                    let open = drafts.get(self.look.open.get_untracked());
                    open.map(|draft| draft.id)
                });
                let findings = self.results.recorded.with_untracked(|recorded| {
                    let run = draft.and_then(|draft| recorded.get(&draft));
                    run.map(|run| run.findings.to_vec())
                });
                Format::Json(findings.unwrap_or_default())
            }
        }
    }
}

/// Saves or copies what the engine has written.
fn give(what: Take, name: &str, bytes: Vec<u8>, taken: RwSignal<Option<Taken>>) {
    const DENIED: &str = "The browser did not allow copying.";
    let text = || String::from_utf8_lossy(&bytes).into_owned();
    match what {
        Take::Svg => files::save(&format!("{name}.svg"), "image/svg+xml", &bytes),
        Take::Json => files::save(&format!("{name}.json"), "application/json", &bytes),
        Take::Perfetto => {
            files::save(
                &format!("{name}.pftrace"),
                "application/octet-stream",
                &bytes,
            );
        }
        Take::Png => {
            let (svg, name) = (text(), format!("{name}.png"));
            spawn_local(async move {
                let saved = files::save_png(&name, &svg).await;
                taken.set(Some(match saved {
                    Ok(_) => Ok("Saved."),
                    Err(_) => Err(
                        "The browser could not draw so large a picture. Take the SVG.".to_owned(),
                    ),
                }));
            });
            return;
        }
        Take::CopyPng => {
            let svg = text();
            spawn_local(async move {
                let copied = files::copy_png(&svg).await;
                taken.set(Some(match copied {
                    Ok(_) => Ok("Picture copied."),
                    Err(_) => Err(DENIED.to_owned()),
                }));
            });
            return;
        }
        Take::CopyMarkdown => {
            clipboard::copy(text(), move |done| {
                taken.set(Some(match done {
                    true => Ok("Markdown copied."),
                    false => Err(DENIED.to_owned()),
                }));
            });
            return;
        }
    }
    taken.set(Some(Ok("Saved.")));
}

/// A title as the name of a file: `coffee-bar`.
fn file_name(title: &str) -> String {
    let words = title.split(|letter: char| !letter.is_alphanumeric());
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    match words.is_empty() {
        true => "timeline".to_owned(),
        false => words.join("-"),
    }
}
