//! What runs depend on besides: hosts of the world outside, one below the other, each with what is unusual about it.

use crate::ui::{
    desk::Desk,
    icon::{Glyph, icon},
};
use leptos::{ev, html, prelude::*};
use playground::{Failing, Host, host};

/// What is said of a host in a field: its word, its name and unit for the reader.
#[derive(Clone, Copy)]
struct Field {
    key: &'static str,
    name: &'static str,
    unit: &'static str,
    /// What stands there while it is as usual.
    usual: &'static str,
}

const FIELDS: [Field; 5] = [
    Field {
        key: "latency",
        name: "Latency",
        unit: "ms",
        usual: "as usual",
    },
    Field {
        key: "jitter",
        name: "Jitter",
        unit: "ms",
        usual: "0",
    },
    Field {
        key: "failures",
        name: "Failures",
        unit: "%",
        usual: "0",
    },
    Field {
        key: "bandwidth",
        name: "Bandwidth",
        unit: "KB/s",
        usual: "any",
    },
    Field {
        key: "app",
        name: "ASGI app",
        unit: "",
        usual: "shop:app",
    },
];

impl Field {
    /// What stands in it.
    fn text(&self, host: &Host) -> String {
        let number = |number: Option<u32>| number.map(|number| number.to_string());
        match self.key {
            "latency" => number(host.latency_ms),
            "jitter" => number(host.jitter_ms),
            "failures" => number(Some(host.failures).filter(|share| *share > 0)),
            "bandwidth" => number(host.bandwidth_kb),
            _ => host.app.clone(),
        }
        .unwrap_or_default()
    }

    /// Takes what was written: a number alone is one of this unit, nothing is as usual.
    fn set(&self, host: &mut Host, text: &str) -> Result<(), String> {
        let text: String = text.split_whitespace().collect();
        if text.is_empty() {
            match self.key {
                "latency" => host.latency_ms = None,
                "jitter" => host.jitter_ms = None,
                "failures" => host.failures = 0,
                "bandwidth" => host.bandwidth_kb = None,
                _ => host.app = None,
            }
            return Ok(());
        }
        let alone = text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.');
        let unit = if alone { self.unit } else { "" };
        host.set(self.key, &format!("{text}{unit}"))
    }
}

/// The list of hosts, and where one is added.
#[component]
pub fn Hosts() -> impl IntoView {
    let desk = Desk::get();
    let new = NodeRef::<html::Input>::new();
    let wrong = RwSignal::new(None::<String>);
    let names = move || {
        desk.settings.with(|settings| {
            settings
                .hosts
                .iter()
                .map(|host| host.name.clone())
                .collect::<Vec<_>>()
        })
    };
    let add = move || {
        let Some(input) = new.get_untracked() else {
            return;
        };
        let added = Host::named(&input.value()).and_then(|host| {
            let mut hosts = desk
                .settings
                .with_untracked(|settings| settings.hosts.clone());
            hosts.push(host);
            host::check_all(&hosts).map(|()| hosts)
        });
        match added {
            Ok(hosts) => {
                input.set_value("");
                wrong.set(None);
                desk.change_settings(|settings| settings.hosts = hosts);
            }
            Err(error) => wrong.set(Some(error)),
        }
    };
    view! {
        <section class="hosts" aria-label="Hosts">
            <label class="field" for="new-host">
                <span>"Hosts"</span>
                <span class="aside">
                    "How far away a host of the network is, how often its requests fail, or who answers there. * is every host that is not named."
                </span>
            </label>
            <For each=names key=String::clone let(name)>
                <HostFields name=name.clone()/>
            </For>
            <div class="host-new">
                <input
                    id="new-host"
                    type="text"
                    autocapitalize="none"
                    autocomplete="off"
                    spellcheck="false"
                    placeholder="api.example.com"
                    data-testid="new-host"
                    node_ref=new
                    on:keydown=move |event: ev::KeyboardEvent| {
                        if event.key() == "Enter" {
                            event.prevent_default();
                            add();
                        }
                    }
                />
                <button class="button" data-testid="add-host" on:click=move |_| add()>
                    "Add"
                </button>
            </div>
            <Wrong text=wrong/>
        </section>
    }
}

/// One host.
#[component]
fn HostFields(name: String) -> impl IntoView {
    let desk = Desk::get();
    let wrong = RwSignal::new(None::<String>);
    let place = NodeRef::<html::Div>::new();
    let own = StoredValue::new(name.clone());
    let host = Memo::new(move |_| {
        desk.settings.with(|settings| {
            let own = own.read_value();
            settings
                .hosts
                .iter()
                .find(|host| host.name == *own)
                .cloned()
                .unwrap_or_default()
        })
    });
    // What is wrong changes nothing.
    let change = move |change: &dyn Fn(&mut Host) -> Result<(), String>| {
        let mut changed = host.get_untracked();
        match change(&mut changed) {
            Ok(()) if changed.name == "*" && changed.app.is_some() => {
                wrong.set(Some(
                    "An app answers at one host: name it instead of *.".to_owned(),
                ));
            }
            Ok(()) => {
                wrong.set(None);
                desk.change_settings(|settings| {
                    let place = settings
                        .hosts
                        .iter_mut()
                        .find(|host| host.name == changed.name);
                    if let Some(place) = place {
                        *place = changed.clone();
                    }
                });
            }
            Err(error) => wrong.set(Some(error)),
        }
    };
    let remove = move |_| {
        // The focus does not go with it.
        if let Some(new) = place
            .get_untracked()
            .and_then(|place| place.parent_element())
            .and_then(|section| section.query_selector("#new-host").ok().flatten())
        {
            let _ = wasm_bindgen::JsCast::unchecked_into::<web_sys::HtmlElement>(new).focus();
        }
        desk.change_settings(|settings| {
            settings.hosts.retain(|host| host.name != *own.read_value())
        });
    };
    let fields = FIELDS.map(|field| {
        view! {
            <label class="host-field">
                <span>
                    {field.name}
                    " "
                    <span class="aside">{field.unit}</span>
                </span>
                <input
                    type="text"
                    autocapitalize="none"
                    autocomplete="off"
                    spellcheck="false"
                    placeholder=field.usual
                    data-testid=format!("host-{}", field.key)
                    prop:value=move || field.text(&host.get())
                    on:change=move |event: ev::Event| {
                        let input: web_sys::HtmlInputElement = event_target(&event);
                        change(&|host| field.set(host, &input.value()));
                        input.set_value(&field.text(&host.get_untracked()));
                    }
                />
            </label>
        }
    });
    view! {
        <div class="host" role="group" aria-label=name.clone() data-testid="host" node_ref=place>
            <div class="host-name">
                <span>{name.clone()}</span>
                <button
                    class="button bare square"
                    aria-label=format!("Remove {name}")
                    title="As usual again"
                    data-testid="remove-host"
                    on:click=remove
                >
                    {icon(Glyph::Close)}
                </button>
            </div>
            <div class="host-fields">
                {fields}
                <label class="host-field">
                    <span>"A failure is"</span>
                    <select
                        data-testid="host-failing"
                        prop:value=move || host.get().failing.word()
                        on:change=move |event: ev::Event| {
                            let word = event_target_value(&event);
                            change(&|host| host.set("failing", &word));
                        }
                    >
                        {Failing::ALL.map(|failing| view! { <option value=failing.word()>{said(failing)}</option> })}
                    </select>
                </label>
            </div>
            <Wrong text=wrong/>
        </div>
    }
}

/// How a request fails, in words.
fn said(failing: Failing) -> &'static str {
    match failing {
        Failing::Reset => "a reset connection",
        Failing::Unavailable => "status 503",
        Failing::Silence => "no answer",
    }
}

/// What is wrong with what was written, if anything is.
#[component]
fn Wrong(text: RwSignal<Option<String>>) -> impl IntoView {
    view! {
        <p class="host-wrong" role="status" data-testid="host-wrong">
            {move || text.get()}
        </p>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_take_numbers_of_their_unit_and_nothing_for_what_is_usual() {
        let mut host = Host::named("a.b").unwrap();
        for (field, text) in FIELDS.iter().zip(["80", "0.5 s", "5", "2MB/s", "shop:app"]) {
            field.set(&mut host, text).unwrap();
        }
        assert_eq!(
            host.to_string(),
            "a.b: latency=80ms jitter=500ms failures=5% bandwidth=2000KB/s app=shop:app"
        );
        let texts = FIELDS.map(|field| field.text(&host));
        assert_eq!(texts, ["80", "500", "5", "2000", "shop:app"]);
        for field in FIELDS {
            assert!(field.key == "app" || field.set(&mut host, "soon").is_err());
            field.set(&mut host, " ").unwrap();
        }
        assert_eq!(host.to_string(), "a.b:");
    }
}
