//! Repairs: what RustPython does otherwise than CPython 3.14, one file each, named after what it mends.
//!
//! * [`wording`]: errors in CPython's words.
//! * [`base_order`]: the order in which a class's bases are searched.
//! * [`named_slots`]: `__weakref__` in `__slots__` beside an attribute of that name.
//! * [`except_star`]: the group that `except*` makes of a lone exception.
//! * [`sets_in_place`]: `|=` of a set and what is none. [`set_order`]: sets of numbers in CPython's order. [`sum`](mod@sum): adding floats. [`floats`]: `exp`, `log` and `pow` in the page,
//!   rounded as CPython does.
//! * [`collection`]: the order in which the collector finalizes.
//! * [`builtin`]: Python functions that stand for functions of C; standard input.
//! * [`context_var`]: `ContextVar.get`. [`template`]: how template strings compare.
//! * [`instructions`], [`rewriting`]: what a code object's instructions are, and code objects with other ones.

pub mod base_order;
pub mod builtin;
pub mod collection;
pub mod context_var;
pub mod except_star;
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
pub mod floats;
pub mod instructions;
pub mod named_slots;
pub mod rewriting;
pub mod set_order;
pub mod sets_in_place;
pub mod sum;
pub mod template;
pub mod wording;
