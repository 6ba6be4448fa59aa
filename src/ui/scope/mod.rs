//! The scope: the runs of all variants, stacked on one time axis.
//!
//! What is where is worked out without a browser, and tested so:
//!
//! * [`window`]: which time is shown, and where on the screen a moment is; [`axis`]: its ticks; [`breaks`]: idle
//!   stretches that are folded.
//! * [`layout`]: which rows there are; [`filter`]: which are wanted; [`fold`]: crowds of tasks in one row, [`tally`]: their picture.
//! * [`lod`]: what can be seen of a lane at a scale; [`scene`]: the shapes of one frame; [`outline`]: where a span
//!   is in it; [`raster`]: its pixels.
//! * [`hit`]: what is under a pointer; [`gesture`], [`keys`], [`walk`]: what is meant by moving it.
//! * [`near`]: the spans that the arrow keys lead to; [`follow`]: where a span is once lanes are added.
//! * [`arrows`]: where causes, marks and the critical path are drawn.
//! * [`instant`]: when an instant of the time axis opens as a piece of the order axis.
//! * [`carried`]: a span of one axis on the other; [`columns`]: the order axis in words.
//! * [`stretch`]: a wait whose end is dragged.
//! * [`switches`]: where a script gave the loop back.
//! * [`words`]: spans in words; [`telling`]: whole runs; [`summary`]: what a header says of one.
//!
//! The rest is the page's: [`model`] holds the signals, [`paint`] draws a scene, and each component has a
//! file of its own; [`view`] is the scope itself.

mod arrows;
mod axis;
mod breaks;
mod carried;
mod columns;
mod filter;
mod fold;
mod follow;
mod gesture;
mod hit;
mod instant;
mod keys;
mod layout;
mod lod;
mod near;
mod outline;
mod palette;
mod raster;
#[cfg(test)]
mod sample;
mod scene;
mod stretch;
mod summary;
mod switches;
mod tally;
mod telling;
mod walk;
mod window;
mod words;

pub use hit::{Hover, Spot};

// These need a browser, and are tested in one.
cfg_select! {
    feature = "page" => {
        mod axis_row;
        mod break_marks;
        mod canvas;
        mod card;
        mod filtering;
        mod find;
        mod gutter;
        mod cells;
        mod headers;
        mod legend;
        mod measure;
        mod model;
        mod names;
        mod opening;
        mod overview;
        mod paint;
        mod pins;
        mod pointers;
        mod reading;
        mod seen;
        mod switch_marks;
        mod switch_row;
        mod view;
        mod wait_edge;

        pub use view::ScopePanel;
    }
    _ => {}
}
