//! The keys, shown by `?`.

use super::{
    floats::Floating,
    keys::{Keys, LIST},
};
use leptos::prelude::*;

/// What the `Mod` of [`LIST`] is called on this machine: `⌘` or `Ctrl `.
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
    let group = |(heading, keys): &Keys| {
        let rows = keys
            .iter()
            .map(|(what, keys)| {
                let keys = keys.iter().map(|key| match *key {
                    "Mod" => command_key().trim(),
                    key => key,
                });
                view! {
                    <dt>{*what}</dt>
                    <dd>{keys.map(|key| view! { <kbd>{key}</kbd> }).collect_view()}</dd>
                }
            })
            .collect_view();
        view! {
            <h2 class="pane-title">{*heading}</h2>
            <dl class="keys">{rows}</dl>
        }
    };
    view! {
        <Floating label="Keys" class="keys-float">
            // Scrolled by keys where it does not fit.
            <div class="keys-all" tabindex="0" role="group" aria-label="All keys">
                {LIST.iter().map(group).collect_view()}
            </div>
        </Floating>
    }
}
