//! `exp`, `exp2`, `log`, `log2` and `pow` of the engine in WebAssembly.
//!
//! `f64::exp` and the others are calls of the C library's functions. For WebAssembly the compiler brings its own, which
//! round the last digit otherwise than the libraries that CPython is built with in one result of ten: `math.exp(1)`
//! ended in 55, not 5. What is defined here under the same names takes their place, in the interpreter too.
//!
//! Left as they are: the trigonometric functions, which are those of the C library that CPython has in a browser.

#![allow(
    unsafe_code,
    reason = "a function that takes the place of a C library's must have its very name; nothing else here is unsafe"
)]

/// C's `exp`.
#[unsafe(no_mangle)]
pub extern "C" fn exp(x: f64) -> f64 {
    pxfm::f_exp(x)
}

/// C's `exp2`.
#[unsafe(no_mangle)]
pub extern "C" fn exp2(x: f64) -> f64 {
    pxfm::f_exp2(x)
}

/// C's `log`.
#[unsafe(no_mangle)]
pub extern "C" fn log(x: f64) -> f64 {
    pxfm::f_log(x)
}

/// C's `log2`.
#[unsafe(no_mangle)]
pub extern "C" fn log2(x: f64) -> f64 {
    pxfm::f_log2(x)
}

/// C's `pow`.
#[unsafe(no_mangle)]
pub extern "C" fn pow(x: f64, y: f64) -> f64 {
    pxfm::f_pow(x, y)
}
