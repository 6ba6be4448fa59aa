//! Headings by which a table is sorted.

use leptos::prelude::*;

/// The heading of a column, with its name and what it has, in a table that is in this order: by a column, and whether the most
/// comes first. The first press on another column brings what `most_first` says to the top, the next turns it round.
pub fn heading<C: Copy + PartialEq + Send + Sync + 'static>(
    order: RwSignal<(C, bool)>,
    column: C,
    (name, about): (&'static str, &'static str),
    most_first: bool,
) -> impl IntoView {
    let sorted = move || match order.get() {
        (by, true) if by == column => "descending",
        (by, false) if by == column => "ascending",
        _ => "none",
    };
    let choose = move |_| {
        order.update(|(by, descending)| {
            *descending = if *by == column {
                !*descending
            } else {
                most_first
            };
            *by = column;
        });
    };
    view! {
        <th scope="col" aria-sort=sorted>
            <button title=about on:click=choose>
                {name}
            </button>
        </th>
    }
}
