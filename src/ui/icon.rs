//! The page's icons: 16 px strokes in the text's colour, drawn here so that no font has to bring them.

use leptos::prelude::*;

/// An icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the picture of its name")]
pub enum Glyph {
    Run,
    Stop,
    Pause,
    Down,
    Plus,
    AddFile,
    Serve,
    Close,
    Pencil,
    Bin,
    Link,
    Check,
    Copy,
    Sun,
    Moon,
    Info,
    Problem,
    Search,
    Code,
    Scope,
    Console,
    Slash,
    Loop,
    Sliders,
    Step,
    StepBack,
    Turn,
    TurnBack,
    Lens,
    Switch,
    Pin,
    Back,
    Larger,
    Smaller,
}

impl Glyph {
    /// Path data on a 16 × 16 grid, and whether it is filled instead of stroked.
    fn path(self) -> (&'static str, bool) {
        match self {
            Self::Run => (
                "M4.5 2.6v10.8a.6.6 0 0 0 .9.5l8.6-5.4a.6.6 0 0 0 0-1L5.4 2.1a.6.6 0 0 0-.9.5z",
                true,
            ),
            Self::Stop => (
                "M4 3h8a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1z",
                true,
            ),
            Self::Pause => ("M5.2 3v10M10.8 3v10", false),
            Self::Down => ("M4 6.2 8 10l4-3.8", false),
            Self::Plus => ("M8 3v10M3 8h10", false),
            Self::AddFile => (
                "M8.6 1.8H4.4a.8.8 0 0 0-.8.8v10.8a.8.8 0 0 0 .8.8h2.4M8.6 1.8l3.8 3.8M8.6 1.8v3.8h3.8v2.2M11.4 9.6v4.8M9 12h4.8",
                false,
            ),
            Self::Serve => (
                "M2.5 2.8h11v4.2h-11zM2.5 9h11v4.2h-11zM5 4.9h.1M5 11.1h.1M8 4.9h3M8 11.1h3",
                false,
            ),
            Self::Close => ("m4 4 8 8M12 4l-8 8", false),
            Self::Pencil => (
                "m10.6 2.9 2.5 2.5M3 13l.6-3 7.2-7.1a1 1 0 0 1 1.4 0l.9.9a1 1 0 0 1 0 1.4L6 12.4z",
                false,
            ),
            Self::Bin => (
                "M2.8 4.5h10.4M6.3 4.3V3h3.4v1.3M4 4.6l.6 8a.8.8 0 0 0 .8.8h5.2a.8.8 0 0 0 .8-.8l.6-8M6.7 7v4M9.3 7v4",
                false,
            ),
            Self::Link => (
                "M6.8 9.2a2.8 2.8 0 0 0 4 0l2-2a2.8 2.8 0 1 0-4-4l-.8.8M9.2 6.8a2.8 2.8 0 0 0-4 0l-2 2a2.8 2.8 0 1 0 4 4l.8-.8",
                false,
            ),
            Self::Check => ("m3 8.6 3.3 3.2L13 4.6", false),
            Self::Copy => ("M5.5 5.5h7.2v7.2H5.5zM10.4 5.4V3.3H3.3v7.1h2.1", false),
            Self::Sun => (
                "M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6zM8 1.5v1.4M8 13.1v1.4M1.5 8h1.4M13.1 8h1.4M3.4 3.4l1 1M11.6 11.6l1 1M12.6 3.4l-1 1M4.4 11.6l-1 1",
                false,
            ),
            Self::Moon => (
                "M13.4 9.8A5.8 5.8 0 0 1 6.2 2.6a5.8 5.8 0 1 0 7.2 7.2z",
                false,
            ),
            Self::Info => (
                "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8zM8 7.3v3.8M8 4.8v.3",
                false,
            ),
            Self::Problem => ("M8 2.2 14.4 13.4H1.6zM8 6.4v3.2M8 11.4v.3", false),
            Self::Search => (
                "M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.3 10.3l3.4 3.4",
                false,
            ),
            Self::Code => ("M5.5 4.2 1.8 8l3.7 3.8M10.5 4.2 14.2 8l-3.7 3.8", false),
            Self::Scope => (
                "M1.5 4.2h6.2M4.5 8h8M8.8 11.8h5.7M1.5 8h1M12.5 4.2h2M1.5 11.8h4",
                false,
            ),
            Self::Console => ("M2 3.4h12v9.2H2zM4.6 6.4l2 1.7-2 1.7M8.6 10h2.8", false),
            Self::Sliders => (
                "M2 5h4.2M9.8 5H14M2 11h1.7M7.3 11H14M8 3.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6zM5.5 9.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6z",
                false,
            ),
            Self::Step => ("m4 3.5 4.5 4.5L4 12.5M11.5 3.5v9", false),
            Self::StepBack => ("M12 3.5 7.5 8l4.5 4.5M4.5 3.5v9", false),
            Self::Turn => (
                "m2.5 3.5 4.5 4.5-4.5 4.5M7.5 3.5 12 8l-4.5 4.5M14 3.5v9",
                false,
            ),
            Self::TurnBack => ("M13.5 3.5 9 8l4.5 4.5M8.5 3.5 4 8l4.5 4.5M2 3.5v9", false),
            Self::Slash => ("M10.5 3.5l-5 9", false),
            Self::Loop => (
                "M12.9 6.2A5.3 5.3 0 0 0 3.5 5M3.1 9.8a5.3 5.3 0 0 0 9.4 1.2M3.3 2.4V5h2.6M12.7 13.6V11h-2.6",
                false,
            ),
            Self::Lens => (
                "M2.2 8C3.6 5.2 5.6 3.8 8 3.8s4.4 1.4 5.8 4.2c-1.4 2.8-3.4 4.2-5.8 4.2S3.6 10.8 2.2 8zM8 6.1a1.9 1.9 0 1 0 0 3.8 1.9 1.9 0 0 0 0-3.8z",
                false,
            ),
            Self::Pin => ("M5 2.8h6M6 3v4.2L4 9.6h8L10 7.2V3M8 9.8v4", false),
            Self::Back => ("M13 8H3.4M7.2 4 3.2 8l4 4", false),
            Self::Larger => (
                "M9.6 2.8h3.6v3.6M13 3 9.4 6.6M6.4 13.2H2.8V9.6M3 13l3.6-3.6",
                false,
            ),
            Self::Smaller => (
                "M9.6 2.9v3.5h3.5M9.8 6.2l3.4-3.4M2.9 9.6h3.5v3.5M6.2 9.8l-3.4 3.4",
                false,
            ),
            Self::Switch => (
                "M2.5 5.5h10.6M10.5 3l2.7 2.5-2.7 2.5M13.5 10.8H2.9M5.5 8.3l-2.7 2.5 2.7 2.5",
                false,
            ),
        }
    }
}

/// An icon; always beside a text or a label that says the same.
pub fn icon(glyph: Glyph) -> impl IntoView {
    let (path, filled) = glyph.path();
    view! {
        <svg class="icon" class:filled=filled viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <path d=path></path>
        </svg>
    }
}

/// The mark: a loop, and the trace that it leaves on a scope.
#[component]
pub fn Mark() -> impl IntoView {
    view! {
        <svg class="mark" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
            <path class="loop" d="M20.1 8.2a9 9 0 1 0 .2 7.2"></path>
            <path class="trace" d="M6.5 12h3l1.6-4 2.6 8 1.7-4h7.1"></path>
        </svg>
    }
}
