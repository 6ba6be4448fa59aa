//! What `worker.js` does for the engine: the functions of the worker's global scope that it calls.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Sends a message to the page.
    #[wasm_bindgen(js_name = loopscopePost)]
    pub(super) fn post(message: &[u8]);
    /// Milliseconds on the browser's own clock; decides only when to post.
    #[wasm_bindgen(js_name = loopscopeNow)]
    pub(super) fn now() -> f64;
    /// Calls [`deeper`](super::worker::deeper) on a stack of its own, and returns when it has. Only below [`begin`](super::worker::begin), called by `worker.js` so
    /// that it can be suspended.
    #[wasm_bindgen(js_name = loopscopeDeeper)]
    pub(super) fn go_deeper();
    /// Runs a thread on a stack of its own, beginning with [`thread`](super::worker::thread), until it gives way (0) or ends (1). Only below
    /// [`begin`](super::worker::begin).
    #[wasm_bindgen(js_name = loopscopeResumeThread)]
    pub(super) fn resume_thread(thread: u32) -> u32;
    /// Lets the one that resumed the running thread go on; returns when the thread is resumed.
    #[wasm_bindgen(js_name = loopscopeGiveWay)]
    pub(super) fn give_way();
    /// A thread that gave way will not be resumed.
    #[wasm_bindgen(js_name = loopscopeAbandonThread)]
    pub(super) fn abandon_thread(thread: u32);
    /// Leaves the run where it is, by a JavaScript exception: does not return.
    #[wasm_bindgen(js_name = loopscopeAbandon)]
    pub(super) fn abandon();
    /// Finds what has a name on a shelf, which is fetched for it if need be. How many bytes it has; less than none where
    /// it cannot be had.
    #[wasm_bindgen(js_name = loopscopeFind)]
    pub(super) fn find(shelf: &str, key: &str) -> i32;
    /// Copies what was found last.
    #[wasm_bindgen(js_name = loopscopeCopy)]
    pub(super) fn copy(place: &mut [u8]);
    /// Loads SQLite, which is a module of its own. Whether it could be.
    #[wasm_bindgen(js_name = loopscopeSqlite)]
    pub(super) fn load_sqlite() -> bool;
    /// Milliseconds since the live run began, without its pauses.
    #[wasm_bindgen(js_name = loopscopeLiveNow)]
    pub(super) fn live_now() -> f64;
    /// Suspends the run for so many milliseconds, and longer while it is paused. Only below [`begin`](super::worker::begin).
    #[wasm_bindgen(js_name = loopscopeWait)]
    pub(super) fn wait(milliseconds: f64);
}
