//! One Web Worker with an engine in it.

use crate::engine::{Report, Request};
use js_sys::{Array, Uint8Array};
use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{ErrorEvent, Event, MessageEvent, WorkerOptions, WorkerType};

/// The engine's folder, as the page's build names it.
fn folder() -> Option<String> {
    let named = document()
        .query_selector("meta[name=loopscope-engine]")
        .ok()??;
    named.get_attribute("content")
}

/// A worker; ended when dropped.
#[derive(Debug)]
pub struct Worker {
    inner: web_sys::Worker,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(Event)>,
}

impl Worker {
    /// Starts a worker; all that it says goes to `listener`.
    ///
    /// # Errors
    /// Why the browser would not start one.
    pub fn start(listener: impl Fn(Report) + Clone + 'static) -> Result<Self, String> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let folder = folder().ok_or("the page does not name its engine")?;
        let script = format!("{folder}worker.js");
        let inner = web_sys::Worker::new_with_options(&script, &options).map_err(|e| worded(&e))?;

        let hear = listener.clone();
        let on_message = Closure::new(move |event: MessageEvent| hear(read(&event.data())));
        inner.set_onmessage(Some(on_message.as_ref().unchecked_ref()));

        let on_error = Closure::new(move |event: Event| {
            // The page says it in its own words; the browser's console need not.
            event.prevent_default();
            let message = match event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message) {
                Some(message) if !message.is_empty() => message,
                _ => "its files could not be loaded".to_owned(),
            };
            listener(Report::Failed { message });
        });
        inner.set_onerror(Some(on_error.as_ref().unchecked_ref()));

        Ok(Self {
            inner,
            _on_message: on_message,
            _on_error: on_error,
        })
    }

    /// Sends a request; its bytes are handed over, not copied.
    ///
    /// # Errors
    /// Why it could not be sent.
    pub fn send(&self, request: &Request) -> Result<(), String> {
        let bytes = postcard::to_allocvec(request).map_err(|error| error.to_string())?;
        let bytes = Uint8Array::from(bytes.as_slice());
        let transfer = Array::of1(&bytes.buffer());
        self.inner
            .post_message_with_transfer(&bytes, &transfer)
            .map_err(|error| worded(&error))
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.inner.set_onmessage(None);
        self.inner.set_onerror(None);
        self.inner.terminate();
    }
}

fn read(data: &JsValue) -> Report {
    let bytes = data.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec);
    postcard::from_bytes(&bytes.unwrap_or_default()).unwrap_or_else(|error| Report::Failed {
        message: format!("a report could not be read: {error}"),
    })
}

fn worded(error: &JsValue) -> String {
    match error.dyn_ref::<js_sys::Error>() {
        Some(error) => error.message().into(),
        None => format!("{error:?}"),
    }
}
