//! The timeline in words, for those who read it with a screen reader: a list for each variant and lane.

use super::{
    columns,
    model::Model,
    telling::{LaneInWords, RunInWords, in_words},
};
use leptos::prelude::*;

/// So many steps are told.
const STEPS: usize = 400;

/// The lists. They do not change while events arrive: nobody could follow.
#[component]
pub fn Reading(
    /// What is shown.
    model: Model,
) -> impl IntoView {
    let runs = Memo::new(move |before: Option<&Vec<RunInWords>>| match before {
        Some(before) if model.running.get() => before.clone(),
        _ => model.recorded.with(|runs| {
            runs.iter()
                .map(|run| in_words(&run.name, &run.timeline, run.is_stuck()))
                .collect()
        }),
    });
    // The steps of the open variant in their order, where that is the axis.
    let steps = move || {
        if model.running.get() {
            return None;
        }
        model.with_order(model.look.open.get(), |trace, order| {
            let more = order.columns.len().saturating_sub(STEPS);
            Some((columns::told(trace, order, STEPS), more))
        })
    };
    view! {
        <div class="scope-hidden" data-testid="scope-reading">
            {move || {
                steps()
                    .map(|(steps, more)| {
                        view! {
                            <ol aria-label="Steps in their order" data-testid="scope-steps">
                                {steps.into_iter().map(|step| view! { <li>{step}</li> }).collect_view()}
                                {(more > 0).then(|| view! { <li>{format!("{more} more steps")}</li> })}
                            </ol>
                        }
                    })
            }}
            {move || {
                runs.get()
                    .into_iter()
                    .map(|run| {
                        let heading = run.heading.clone();
                        view! {
                            <section aria-label=heading data-variant=run.name>
                                <p>{run.heading}</p>
                                {run.lanes.into_iter().map(lane_list).collect_view()}
                                {(!run.rest.is_empty()).then(|| view! { <p>{run.rest}</p> })}
                            </section>
                        }
                    })
                    .collect_view()
            }}
        </div>
    }
}

fn lane_list(lane: LaneInWords) -> impl IntoView {
    let label = lane.name.clone();
    view! {
        <ul aria-label=label data-lane=lane.name>
            {lane
                .lines
                .into_iter()
                .map(|line| view! { <li data-state=line.state>{line.text}</li> })
                .collect_view()}
            {(!lane.rest.is_empty()).then(|| view! { <li>{lane.rest}</li> })}
        </ul>
    }
}
