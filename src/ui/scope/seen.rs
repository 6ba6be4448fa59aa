//! What is seen now, for who takes it along.

use super::{layout::Kind, model::Model};
use crate::ui::{
    desk::{Desk, exporting::Seen},
    look::Axis,
};
use leptos::prelude::*;
use trace::views::picture::Row;

/// Lets the desk know what is seen, whenever it asks.
pub fn tell(model: Model) {
    Desk::get().sees_with(move || {
        untrack(|| {
            let layout = model.layout.get();
            let rows = layout.sections.iter().map(|section| {
                let rows = layout.rows[section.clone()].iter();
                let drawn = rows.filter_map(|row| match row.kind {
                    Kind::Lane(lane) => Some(Row::Lane(lane)),
                    Kind::Fold { fold, open: false } => Some(Row::Crowd(fold.first..fold.end)),
                    Kind::Fold { open: true, .. } | Kind::Header | Kind::Turns => None,
                });
                Some(drawn.collect())
            });
            Seen {
                width: model.size.get().0,
                // A picture that is taken along has the time axis.
                window: (model.look.axis.get() == Axis::Time)
                    .then(|| model.chosen.get())
                    .flatten()
                    .map(|window| (window.from, window.to)),
                rows: rows.collect(),
            }
        })
    });
}
