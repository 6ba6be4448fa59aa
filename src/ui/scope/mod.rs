//! The scope: the runs of all variants on one time axis.

use super::run::Run;
use leptos::prelude::*;

/// The timeline of every variant, stacked on one time axis.
#[component]
pub fn Scope(
    /// The runs, in the order of the variants.
    runs: Signal<Vec<Run>>,
    /// The variant whose tab is open.
    active: RwSignal<usize>,
    /// The instant that every panel shows, in virtual seconds; `None` is the end of the run.
    cursor: RwSignal<Option<f64>>,
    /// Called with a variant and a line of its script when the reader asks to see that line.
    on_line: Callback<(usize, u32)>,
) -> impl IntoView {
    let _ = (active, cursor, on_line);
    view! {
        <ul>
            {move || {
                runs.get()
                    .into_iter()
                    .map(|run| view! { <li>{run.name} " " {format!("{:.3} s", run.timeline.end)}</li> })
                    .collect_view()
            }}
        </ul>
    }
}
