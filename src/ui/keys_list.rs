//! The keys, shown by `?`.

use super::{floats::Floating, keys::PAGE_KEYS};
use leptos::prelude::*;

/// What the `Mod` of [`PAGE_KEYS`] is called on this machine: `⌘` or `Ctrl `.
pub fn command_key() -> &'static str {
    let agent = window().navigator().user_agent().unwrap_or_default();
    if ["Mac", "iPhone", "iPad"]
        .iter()
        .any(|name| agent.contains(name))
    {
        "⌘"
    } else {
        "Ctrl "
    }
}

/// The list.
#[component]
pub fn KeysList() -> impl IntoView {
    view! {
        <Floating label="Keys" class="keys-float">
            <dl class="keys">
                {PAGE_KEYS
                    .iter()
                    .map(|(what, keys)| {
                        let keys = keys
                            .iter()
                            .map(|key| match *key {
                                "Mod" => command_key().trim(),
                                key => key,
                            })
                            .map(|key| view! { <kbd>{key}</kbd> })
                            .collect_view();
                        view! {
                            <dt>{*what}</dt>
                            <dd>{keys}</dd>
                        }
                    })
                    .collect_view()}
            </dl>
        </Floating>
    }
}
