//! Lanes that are kept on top while the others are scrolled.

use super::{
    break_marks::BreakMarks, hit::Spot, layout::Layout, model::Model, names::Names,
    pointers::Surface,
};
use leptos::prelude::*;
use std::sync::Arc;
use trace::Owner;

/// No more lanes are kept: the others would have no room.
const MOST: usize = 6;

impl Model {
    /// Keeps the lane of a spot on top, or lets it go.
    pub fn pin(&self, spot: Spot) {
        let named = self.look.timelines.with_untracked(|timelines| {
            let lane = timelines.get(spot.run)?.lanes.get(spot.lane)?;
            Some((lane.owner, lane.name.clone()))
        });
        let Some((owner, name)) = named else { return };
        let this = (spot.run, owner);
        let mut kept = false;
        self.pins.update(|pins| {
            let before = pins.len();
            pins.retain(|pin| *pin != this);
            if pins.len() == before {
                kept = true;
                pins.push(this);
                if pins.len() > MOST {
                    pins.remove(0);
                }
            }
        });
        self.said.set(match kept {
            true => format!("{name} stays on top."),
            false => format!("{name} is no longer on top."),
        });
    }

    /// Whether a lane is kept on top.
    pub fn is_pinned(&self, run: usize, owner: Owner) -> bool {
        self.pins.with(|pins| pins.contains(&(run, owner)))
    }
}

/// The lanes on top, on the same axis as those below.
#[component]
pub fn Pins(
    /// What is shown.
    model: Model,
) -> impl IntoView {
    let layout = Memo::new(move |_| {
        let lane = model.layout.with(|layout| layout.lane_height);
        let pins = model.pins.get();
        let kept = model.look.timelines.with(|timelines| {
            let find = |(run, owner): &(usize, Owner)| {
                let lanes = &timelines.get(*run)?.lanes;
                Some((*run, lanes.iter().position(|lane| lane.owner == *owner)?))
            };
            let kept = pins.iter().filter_map(find).collect();
            Layout::of_pins(kept, timelines.len(), lane)
        });
        Arc::new(kept)
    });
    let size = RwSignal::new((0.0, 0.0));
    Effect::new(move |_| size.set((model.size.get().0, layout.with(|layout| layout.height))));
    let strip = Model {
        layout,
        size,
        scroll: RwSignal::new(0.0),
        ..model
    };
    let px = |number: f64| format!("{number}px");
    view! {
        <div
            class="scope-pins"
            data-testid="pins"
            hidden=move || layout.with(|layout| layout.rows.is_empty())
            style:height=move || px(layout.with(|layout| layout.height))
        >
            <Show when=move || layout.with(|layout| !layout.rows.is_empty())>
                <div
                    class="scope-pins-stage scope-stage"
                    style:width=move || px(model.size.get().0)
                >
                    <Surface model=strip scroll_by=|_: f64| () />
                    <BreakMarks model=strip />
                    <Names model=strip />
                </div>
            </Show>
        </div>
    }
}
