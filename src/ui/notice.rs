//! One calm bar that says what the reader should know. Never a modal dialog.

use super::icon::{Glyph, icon};
use leptos::prelude::*;
use std::{fmt, sync::Arc};

/// How much a notice matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Good to know.
    Info,
    /// Something did not work.
    Problem,
}

/// What is said, and what can be done about it.
#[derive(Clone, Debug)]
pub struct Notice {
    tone: Tone,
    text: String,
    action: Option<(&'static str, Action)>,
}

/// What a notice offers. Shared, and not owned by what was on the page when it was said: a dialog may be closed by then.
#[derive(Clone)]
struct Action(Arc<dyn Fn() + Send + Sync>);

impl fmt::Debug for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Action")
    }
}

impl Notice {
    /// Good to know.
    pub fn info(text: impl Into<String>) -> Self {
        Self {
            tone: Tone::Info,
            text: text.into(),
            action: None,
        }
    }

    /// Something did not work.
    pub fn problem(text: impl Into<String>) -> Self {
        Self {
            tone: Tone::Problem,
            ..Self::info(text)
        }
    }

    /// Offers one thing to do; the notice goes when it is done.
    pub fn with_action(
        mut self,
        label: &'static str,
        action: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        self.action = Some((label, Action(Arc::new(action))));
        self
    }
}

/// The place where notices are put; a new one replaces the one before.
#[derive(Clone, Copy, Debug)]
pub struct Notices(RwSignal<Option<Notice>>);

impl Notices {
    /// Nothing to say yet.
    pub fn new() -> Self {
        Self(RwSignal::new(None))
    }

    /// Says something.
    pub fn say(&self, notice: Notice) {
        self.0.set(Some(notice));
    }

    /// Takes back what was said.
    pub fn clear(&self) {
        if self.0.read_untracked().is_some() {
            self.0.set(None);
        }
    }
}

impl Default for Notices {
    fn default() -> Self {
        Self::new()
    }
}

/// The bar. Its element is always there, so that a screen reader hears what is put into it.
#[component]
pub fn NoticeBar(
    /// What there is to say.
    notices: Notices,
) -> impl IntoView {
    let bar = move |notice: Notice| {
        let tone = match notice.tone {
            Tone::Info => "notice info",
            Tone::Problem => "notice problem",
        };
        let glyph = match notice.tone {
            Tone::Info => Glyph::Info,
            Tone::Problem => Glyph::Problem,
        };
        view! {
            <div class=tone data-testid="notice">
                {icon(glyph)}
                <p>{notice.text}</p>
                {notice
                    .action
                    .map(|(label, action)| {
                        view! {
                            <button
                                class="button"
                                on:click=move |_| {
                                    notices.clear();
                                    (action.0)();
                                }
                            >
                                {label}
                            </button>
                        }
                    })}
                <button class="button bare square" aria-label="Dismiss" on:click=move |_| notices.clear()>
                    {icon(Glyph::Close)}
                </button>
            </div>
        }
    };
    view! {
        <div class="notices" role="status">
            {move || notices.0.get().map(bar)}
        </div>
    }
}
