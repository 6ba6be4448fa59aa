//! The request that is selected: its way through the program that answers it.

use super::inspector::line_link;
use crate::ui::{desk::Desk, look::Axis};
use leptos::prelude::*;
use trace::{
    Owner, Timeline,
    number::{precise, spoken},
    views::way::{Stage, at_connection, serving, way},
};

/// The stages of the selected request, each a link to its moment and its line; nothing where no connection's row is selected,
/// or a host outside answers.
#[component]
pub fn RequestWay() -> impl IntoView {
    let desk = Desk::get();
    let found = Memo::new(move |_| selected(desk));
    let stage = move |stage: Stage| {
        let (at, event) = (stage.from, stage.event);
        let go = move |_| {
            desk.look.stand_at(at, event);
        };
        let length = match stage.to > stage.from {
            true => format!(" {}", spoken(stage.to - stage.from)),
            false => String::new(),
        };
        view! {
            <li style:padding-left=format!("{}px", 16 * stage.depth)>
                <button class="line-link" title="Go to this moment" on:click=go>{stage.what}</button>
                <span class="aside">{format!("{length} from {}", precise(at))}</span>
                {stage.line.map(line_link)}
            </li>
        }
    };
    move || {
        found.get().map(|(request, stages)| {
            let label = format!("The way of {request}");
            view! {
                <section class="inspector" data-testid="request-way" aria-label=label>
                    <h3>"The way of " <code>{request}</code></h3>
                    <ol>{stages.into_iter().map(stage).collect_view()}</ol>
                </section>
            }
        })
    }
}

/// The request that the selected span of a connection's row is about, and its way.
fn selected(desk: Desk) -> Option<(String, Vec<Stage>)> {
    let look = desk.look;
    let open = look.open.get();
    let spot = look.selection.get().filter(|spot| spot.run == open)?;
    let found = |timeline: &Timeline| {
        let lane = timeline.lanes.get(spot.lane)?;
        let Owner::Connection(connection, _) = lane.owner else {
            return None;
        };
        let span = lane.spans.get(spot.span).or(lane.spans.last())?;
        Some((connection, span.event))
    };
    let (connection, event) = match look.axis.get() {
        Axis::Time => look.timelines.with(|timelines| found(timelines.get(open)?)),
        Axis::Order => look.orders.with(|orders| found(&orders.get(open)?.lanes)),
    }?;
    let causes = look.causes.with(|causes| causes.get(open).cloned())?;
    let run = look.runs.with(|runs| runs.get(open).cloned())?;
    let recording = run.record.read();
    let trace = recording.trace();
    let at = trace.events.get(event)?.at;
    let request = at_connection(&causes.wires, connection, at)?;
    let served = serving(&causes.wires, &request)?;
    Some((request.label(), way(trace, &served)))
}
