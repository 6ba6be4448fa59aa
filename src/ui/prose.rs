//! Sentences with code in them.

use leptos::prelude::*;

/// A sentence whose code is between backticks.
pub fn in_words(sentence: &str) -> impl IntoView + use<> {
    sentence
        .split('`')
        .enumerate()
        .map(|(index, piece)| {
            let piece = piece.to_owned();
            if index % 2 == 1 {
                view! { <code>{piece}</code> }.into_any()
            } else {
                piece.into_any()
            }
        })
        .collect_view()
}
