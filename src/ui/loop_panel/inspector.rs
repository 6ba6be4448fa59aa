//! The selected task: what it waits for, where it is, where it came from, and why not earlier.

use super::{
    inspection::{Fact, Inspection, Level},
    panel::colour_of,
};
use crate::ui::{
    desk::Desk,
    icon::{Glyph, icon},
};
use leptos::prelude::*;

/// The inspector of a task.
#[component]
pub fn Inspector(inspected: Inspection) -> impl IntoView {
    let desk = Desk::get();
    let Inspection {
        name,
        coroutine,
        state,
        standing,
        waits,
        stack,
        origins,
        why,
    } = inspected;
    let (colour, label) = (name.clone(), format!("Task {name}"));
    let colour = move || colour_of(desk, &colour);
    // Its own line is told above.
    let waits = waits
        .into_iter()
        .skip(1)
        .map(|fact| Fact {
            depth: fact.depth.saturating_sub(1),
            ..fact
        })
        .collect();
    view! {
        <section class="inspector" data-testid="inspector" aria-label=label>
            <p class=format!("inspector-name task-row {standing}")>
                <span class="chip" style:background-color=colour></span>
                <strong>{name}</strong>
                <code class="aside">{coroutine}</code>
                <button
                    class="icon-button"
                    aria-label="All tasks"
                    title="Back to all tasks"
                    on:click=move |_| desk.look.selection.set(None)
                >
                    {icon(Glyph::Close)}
                </button>
            </p>
            <p class=format!("task-row inspector-state {standing}")>
                <span class="state-mark"></span> <span>{state}</span>
            </p>
            {facts("Waits for", waits)}
            {(!stack.is_empty()).then(|| stack_of(stack))}
            {facts("Came about", origins)}
            {facts("Why not earlier?", why)}
        </section>
    }
}

/// A list of facts, each a link to its moment and its line.
fn facts(heading: &'static str, facts: Vec<Fact>) -> Option<impl IntoView> {
    let desk = Desk::get();
    let row = move |fact: Fact| {
        let go = fact.place.map(|(at, event)| {
            move |_| {
                desk.look.stand_at(at, event);
            }
        });
        let text = match go {
            Some(go) => view! {
                <button class="line-link" title="Go to this moment" on:click=go>{fact.text}</button>
            }
            .into_any(),
            None => view! { <span>{fact.text}</span> }.into_any(),
        };
        view! {
            <li style:padding-left=format!("{}px", 16 * fact.depth)>
                {text} {fact.line.map(line_link)}
            </li>
        }
    };
    (!facts.is_empty()).then(|| {
        view! {
            <h3>{heading}</h3>
            <ul>{facts.into_iter().map(row).collect_view()}</ul>
        }
    })
}

/// A link to a line of the script.
pub(super) fn line_link(line: u32) -> impl IntoView {
    let desk = Desk::get();
    let show = move |_| desk.reveal(desk.look.open.get_untracked(), line);
    view! {
        " "
        <button class="line-link" title="Show this line in the script" on:click=show>
            {format!("line {line}")}
        </button>
    }
}

/// The await stack, outermost first.
fn stack_of(stack: Vec<Level>) -> impl IntoView {
    let level = |level: Level| {
        let locals: Vec<String> = level
            .locals
            .iter()
            .map(|(name, value)| format!("{name} = {value}"))
            .collect();
        view! {
            <li>
                <code>{level.function}</code>
                {level.line.map(line_link)}
                {(!locals.is_empty()).then(|| view! { <code class="locals">{locals.join("  ")}</code> })}
            </li>
        }
    };
    view! {
        <h3>"Await stack"</h3>
        <ol class="await-stack">{stack.into_iter().map(level).collect_view()}</ol>
    }
}
