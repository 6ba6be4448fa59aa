//! What runs depend on besides scripts: the cores and the disk of the simulated machine, and the seed; the clock, where the bar
//! has no room for it.

use super::{clock::ClockChoice, hosts::Hosts};
use crate::ui::{
    desk::{Desk, Float},
    floats::Floating,
    icon::{Glyph, icon},
    panes::Arrangement,
};
use leptos::{ev, prelude::*};
use playground::{MAX_CORES, MAX_DATABASE_MS, MAX_DISK_MS, Settings};

/// The button and what it opens. It says what is not as usual.
#[component]
pub fn SettingsButton() -> impl IntoView {
    let desk = Desk::get();
    let is_open = move || desk.float.get() == Some(Float::Settings);
    let unusual = move || desk.settings.with(unusual);
    view! {
        <div class="anchor">
            <button
                class="button bare settings-button"
                data-testid="settings"
                aria-label=move || match unusual() {
                    Some(what) => format!("Settings: {what}"),
                    None => "Settings".to_owned(),
                }
                title=move || match desk.arrangement.get() {
                    Arrangement::Desk => "Cores, disk, database, seed and hosts",
                    _ => "Clock, cores, disk, database, seed and hosts",
                }
                aria-expanded=move || is_open().to_string()
                on:click=move |_| desk.toggle(Float::Settings)
            >
                {icon(Glyph::Sliders)}
                <span class="settings-said">{unusual}</span>
            </button>
            <Show when=is_open>
                <SettingsFloat/>
            </Show>
        </div>
    }
}

/// What differs from a playground's usual settings, in words.
fn unusual(settings: &Settings) -> Option<String> {
    let usual = Settings::default();
    let cores = (settings.cores != usual.cores).then(|| match settings.cores {
        1 => "1 core".to_owned(),
        cores => format!("{cores} cores"),
    });
    let disk = (settings.disk_ms != usual.disk_ms).then(|| format!("disk {} ms", settings.disk_ms));
    let database = (settings.database_ms != usual.database_ms)
        .then(|| format!("database {} ms", settings.database_ms));
    let seed = (settings.seed != usual.seed).then(|| format!("seed {}", settings.seed));
    let hosts = match &settings.hosts[..] {
        [] => None,
        [host] if host.name != "*" => Some(host.name.clone()),
        [_] => Some("all hosts".to_owned()),
        hosts => Some(format!("{} hosts", hosts.len())),
    };
    let parts: Vec<String> = [cores, disk, database, seed, hosts]
        .into_iter()
        .flatten()
        .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

#[component]
fn SettingsFloat() -> impl IntoView {
    let desk = Desk::get();
    view! {
        <Floating label="Settings" class="settings-float">
            // Where there is room, it stands in the bar.
            <Show when=move || desk.arrangement.get() != Arrangement::Desk>
                <div class="field">
                    <ClockChoice/>
                    <span class="aside">
                        "Virtual: waits take no time. Live: the open variant runs on the browser's own timers."
                    </span>
                </div>
            </Show>
            <Number
                name="Cores"
                about="Processes compute beside each other, one a core. Threads share one, in turns: the GIL."
                least=1
                most=MAX_CORES
                value=Signal::derive(move || desk.settings.with(|settings| settings.cores))
                set=move |cores| desk.change_settings(|settings| settings.cores = cores)
            />
            <Number
                name="Disk"
                about="Milliseconds to open a file, to read and to write, each time. A coroutine that does it holds the loop."
                least=0
                most=MAX_DISK_MS
                value=Signal::derive(move || desk.settings.with(|settings| settings.disk_ms))
                set=move |disk_ms| desk.change_settings(|settings| settings.disk_ms = disk_ms)
            />
            <Number
                name="Database"
                about="Milliseconds for a query. A coroutine that makes one holds the loop."
                least=0
                most=MAX_DATABASE_MS
                value=Signal::derive(move || desk.settings.with(|settings| settings.database_ms))
                set=move |database_ms| desk.change_settings(|settings| settings.database_ms = database_ms)
            />
            <Number
                name="Seed"
                about="Decides what is random: the same seed, the same run."
                least=0
                most=u32::MAX
                value=Signal::derive(move || desk.settings.with(|settings| settings.seed))
                set=move |seed| desk.change_settings(|settings| settings.seed = seed)
            />
            <Hosts/>
        </Floating>
    }
}

/// A whole number with its name and what it does. What is no such number leaves it as it was.
#[component]
fn Number(
    name: &'static str,
    about: &'static str,
    least: u32,
    most: u32,
    value: Signal<u32>,
    set: impl Fn(u32) + 'static,
) -> impl IntoView {
    let change = move |event: ev::Event| {
        let input: web_sys::HtmlInputElement = event_target(&event);
        let given: f64 = input.value().trim().parse().unwrap_or(f64::NAN);
        // Beyond the ends is the end.
        if given.is_finite() {
            set(given.round().clamp(f64::from(least), f64::from(most)) as u32);
        }
        input.set_value(&value.get_untracked().to_string());
    };
    view! {
        <label class="field">
            <span class="number">
                <span>{name}</span>
                <input
                    type="number"
                    inputmode="numeric"
                    min=least
                    max=most
                    step="1"
                    data-testid=name.to_lowercase()
                    prop:value=move || value.get().to_string()
                    on:change=change
                />
            </span>
            <span class="aside">{about}</span>
        </label>
    }
}
