//! What is seen now, for who takes it along.

use super::{layout::Kind, model::Model};
use crate::ui::desk::{Desk, exporting::Seen};
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
                    Kind::Fold { open: true, .. } | Kind::Header => None,
                });
                Some(drawn.collect())
            });
            Seen {
                width: model.size.get().0,
                window: model.chosen.get().map(|window| (window.from, window.to)),
                rows: rows.collect(),
            }
        })
    });
}
