//! The card beside the pointer, or beside the focused span: all that is known about it.

use super::{columns, hit::Spot, model::Model, names::chip, scene::End, words};
use leptos::prelude::*;
use trace::{Outcome, Owner, State};

/// Everything that a card shows.
#[derive(Clone, PartialEq)]
struct Shown {
    card: words::Card,
    run: usize,
    owner: Owner,
    end: Option<End>,
    /// The variant and the line that a tap on the card opens.
    line: Option<(usize, u32)>,
}

/// The card of whatever is pointed at, or else focused.
#[component]
pub fn Card(
    /// What is shown.
    model: Model,
) -> impl IntoView {
    let shown = Memo::new(move |_| {
        let hover = model.look.hover.get();
        let spot = match hover {
            Some(hover) => hover.spot,
            None => model.focus.get().filter(|_| model.focus_visible.get())?,
        };
        model.with_timeline(spot.run, |timeline| {
            let lane = timeline.lanes.get(spot.lane)?;
            let end = lane
                .ended
                .as_ref()
                .filter(|_| spot.span >= lane.spans.len());
            let because = model.because(spot);
            let mut shown = Shown {
                card: if let Some(card) = model.with_order(spot.run, |trace, order| {
                    columns::card(trace, order, spot.lane, spot.span)
                }) {
                    card
                } else if model.is_eternal(spot, lane) {
                    words::Card::of_eternal(timeline, spot.lane, spot.span)?
                } else {
                    words::Card::of(timeline, spot.lane, spot.span)?
                },
                run: spot.run,
                owner: lane.owner,
                line: hover
                    .filter(|hover| hover.tapped)
                    .and_then(|_| Some((spot.run, model.line(spot)?))),
                end: end.map(|(_, outcome)| match outcome {
                    Outcome::Done(_) => End::Done,
                    Outcome::Failed(_) => End::Failed,
                    Outcome::Cancelled => End::Cancelled,
                }),
            };
            if let Some(because) = because {
                let ended = shown.card.state == Some(State::Waiting);
                let name = if ended { "ended" } else { "why" };
                shown.card.facts.retain(|(known, _)| *known != name);
                shown.card.facts.push((name, because));
            }
            Some(shown)
        })?
    });
    // Beside the pointer, on the side where there is more room.
    let place = Memo::new(move |_| {
        shown.get()?;
        let (x, y) = match model.look.hover.get() {
            Some(hover) => (hover.x, hover.y),
            None => corner(model.focus.get()?)?,
        };
        let height = window().inner_height().ok()?.as_f64()?;
        Some((x, y, height, y > height / 2.0))
    });
    let left = move || {
        place.get().map(|(x, ..)| {
            format!(
                "clamp(8px, {}px, calc(100vw - var(--scope-card) - 8px))",
                x + 14.0
            )
        })
    };
    let top = move || match place.get() {
        Some((_, y, _, false)) => format!("{}px", y + 20.0),
        _ => "auto".to_owned(),
    };
    let bottom = move || match place.get() {
        Some((_, y, height, true)) => format!("{}px", height - y + 16.0),
        _ => "auto".to_owned(),
    };
    view! {
        <div
            class="scope-card"
            data-testid="scope-card"
            hidden=move || shown.get().is_none()
            class:up=move || place.get().is_some_and(|(_, _, _, up)| up)
            style:left=left
            style:top=top
            style:bottom=bottom
        >
            {move || shown.get().map(|shown| content(model, shown))}
        </div>
    }
}

fn content(model: Model, shown: Shown) -> impl IntoView {
    let Shown {
        card,
        run,
        owner,
        end,
        line,
    } = shown;
    view! {
        <p class="scope-card-name">
            {chip(model.look, run, owner, &card.name)} <strong>{card.name.clone()}</strong>
            <span class="scope-card-coroutine">{card.coroutine}</span>
        </p>
        <p class="scope-card-state">
            {card.state.map(swatch)} {end.map(end_mark)} <span>{card.title}</span>
        </p>
        <dl>
            {card
                .facts
                .into_iter()
                .map(|(name, fact)| view! { <div><dt>{name}</dt><dd>{fact}</dd></div> })
                .collect_view()}
        </dl>
        {line
            .map(|(run, line)| {
                let show = move |_| {
                    model.look.hover.set(None);
                    model.on_line.run((run, line));
                };
                view! {
                    <button type="button" on:click=show>
                        {format!("Show line {line}")}
                    </button>
                }
            })}
    }
}

/// A sample of a state's texture.
pub fn swatch(state: State) -> impl IntoView {
    let name = match state {
        State::Running => "running",
        State::Waiting => "waiting",
        State::Ready => "ready",
        State::Blocking => "blocking",
        State::Idle => "idle",
        State::Transfer => "transfer",
    };
    view! { <span class="scope-swatch" data-state=name aria-hidden="true"></span> }
}

/// The mark of an end.
pub fn end_mark(end: End) -> impl IntoView {
    let (name, path) = match end {
        End::Done => ("done", "M2 7l3 3 6-7"),
        End::Failed => ("failed", "M2 2l8 8M10 2l-8 8"),
        End::Cancelled => ("cancelled", "M3 11L9 1"),
    };
    view! {
        <svg class="scope-end" data-end=name viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
            <path d=path fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" />
        </svg>
    }
}

/// The middle of the lower edge of the focused cell, in the browser's window.
fn corner(spot: Spot) -> Option<(f64, f64)> {
    let name = format!("[data-spot=\"{}-{}-{}\"]", spot.run, spot.lane, spot.span);
    let cell = document()
        .query_selector(&name)
        .ok()??
        .get_bounding_client_rect();
    Some((cell.left(), cell.bottom()))
}
