//! What was measured, and what the wheel does: over the canvas.

use super::model::Model;
use crate::ui::look::Axis;
use leptos::prelude::*;
use std::time::Duration;
use trace::number::precise;

/// How long a hint stays.
const STAYS: Duration = Duration::from_secs(3);

/// The measured stretch with its length.
#[component]
pub fn Measured(
    /// What is shown.
    model: Model,
) -> impl IntoView {
    let place = move || {
        let window = model.measured.get()?;
        let scale = model.scale();
        let (left, right) = (scale.x(window.from), scale.x(window.to));
        let (left, right) = (
            left.max(model.division().gutter),
            right.min(model.size.get().0),
        );
        (right > left).then_some((left, right - left))
    };
    let said = move || {
        let window = model.measured.get()?;
        Some(match model.look.axis.get() {
            Axis::Time => precise(window.length()),
            Axis::Order => {
                let steps = window.to.ceil() - window.from.floor();
                format!("{steps} steps")
            }
        })
    };
    view! {
        <div
            class="scope-measured"
            data-testid="measured"
            hidden=move || place().is_none()
            style:left=move || place().map(|(left, _)| format!("{left}px"))
            style:width=move || place().map(|(_, width)| format!("{width}px"))
        >
            <span>{said}</span>
        </div>
        <Hint model />
    }
}

/// What the wheel does with Ctrl, said on the first try.
#[component]
fn Hint(model: Model) -> impl IntoView {
    let seen = StoredValue::new(Vec::new());
    let shown = RwSignal::new(None);
    Effect::new(move |_| {
        let Some(hint) = model.hint.get() else { return };
        if seen.with_value(|seen| seen.contains(&hint)) {
            return;
        }
        seen.update_value(|seen| seen.push(hint));
        shown.set(Some(hint));
        set_timeout(
            move || {
                shown.try_set(None);
            },
            STAYS,
        );
    });
    view! {
        <p class="scope-hint" role="status" hidden=move || shown.get().is_none()>
            {move || shown.get()}
        </p>
    }
}
