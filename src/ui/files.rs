//! Files that the page makes: saved, or copied as a picture; and those that are dropped onto it. `files.ts` and `dropping.ts`
//! are the other side.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(js_namespace = loopscopeFiles)]
extern "C" {
    /// Saves bytes of a type under a name, where the browser saves what is downloaded.
    #[wasm_bindgen(js_name = save)]
    pub fn save(name: &str, kind: &str, bytes: &[u8]);
    /// Draws an SVG, and saves it as PNG under a name.
    ///
    /// # Errors
    /// The browser would not draw it.
    #[wasm_bindgen(catch, js_name = savePng)]
    pub async fn save_png(name: &str, svg: &str) -> Result<JsValue, JsValue>;
    /// Draws an SVG, and puts it onto the clipboard as PNG.
    ///
    /// # Errors
    /// The browser would not draw it, or not let it be copied.
    #[wasm_bindgen(catch, js_name = copyPng)]
    pub async fn copy_png(svg: &str) -> Result<JsValue, JsValue>;
}

#[wasm_bindgen(js_namespace = loopscopeDropping)]
extern "C" {
    /// Tells of files and folders that are dropped: what is dropped is called (nothing where it is more than one), its files as a
    /// JSON array of objects with `path` and `text`, and the paths of those that could not be read as text, one to a line.
    #[wasm_bindgen(js_name = onDrop)]
    pub fn on_drop(tell: &JsValue);
}
