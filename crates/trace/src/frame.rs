//! A frame of an await stack, with its variables.

use super::wait::ObjectId;
use serde::{Deserialize, Serialize};

/// One frame of an await stack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// The function's qualified name, as `co_qualname` gives it.
    pub function: String,
    /// The line in the script, or `None` for a frame of the standard library.
    pub line: Option<u32>,
    /// Its local variables, as far as they were recorded: of the script's own frames only, and the first few.
    pub locals: Vec<Local>,
}

/// A local variable at one moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Local {
    /// Its name.
    pub name: String,
    /// The `repr` of a plain value, shortened; of anything else its class: `<Order>`.
    pub value: String,
    /// Which object it is, where it is one of a class that the script made.
    pub object: Option<ObjectId>,
}
