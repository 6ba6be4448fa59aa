//! What code touches besides its own names: whether two coroutines can run side by side.
//!
//! The answer is conservative: what is not understood is opaque. Printing and reading the clock are not
//! counted: nothing in the script depends on them.

use super::{index::Index, scope::Scope};
use rustpython_compiler::ast::{Expr, Stmt, visitor::Visitor};
use std::collections::{BTreeSet, HashMap, HashSet};

mod look;

use look::Look;

/// What code reads and changes: global names, and attributes as `.name` whosever they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effects {
    /// What it reads.
    pub reads: BTreeSet<String>,
    /// What it changes.
    pub writes: BTreeSet<String>,
    /// It does something that is not understood.
    pub opaque: bool,
    /// How often it can be suspended in one run through: awaits, those of what it calls included; 2 stands for
    /// more than one.
    pub awaits: u8,
}

impl Effects {
    /// Whether neither changes what the other reads or changes.
    pub fn independent(&self, other: &Self) -> bool {
        let touches = |a: &Self, b: &Self| {
            !a.writes.is_disjoint(&b.reads) || !a.writes.is_disjoint(&b.writes)
        };
        !self.opaque && !other.opaque && !touches(self, other) && !touches(other, self)
    }

    fn merge(&mut self, other: &Self) {
        self.reads.extend(other.reads.iter().cloned());
        self.writes.extend(other.writes.iter().cloned());
        self.opaque |= other.opaque;
        self.awaits = (self.awaits + other.awaits).min(2);
    }
}

/// Finds out what functions touch, each once.
pub struct Analysis<'i, 'a> {
    index: &'i Index<'a>,
    known: HashMap<usize, Effects>,
    /// Those that are being looked at: a recursion adds nothing.
    open: HashSet<usize>,
}

impl<'i, 'a> Analysis<'i, 'a> {
    /// For one script.
    pub fn new(index: &'i Index<'a>) -> Self {
        Self {
            index,
            known: HashMap::new(),
            open: HashSet::new(),
        }
    }

    /// What calling a function, and awaiting it where it is a coroutine, touches.
    pub fn function(&mut self, place: usize) -> Effects {
        if let Some(known) = self.known.get(&place) {
            return known.clone();
        }
        if !self.open.insert(place) {
            return Effects::default();
        }
        let function = &self.index.functions[place];
        let def = function.def;
        let mut effects = Effects {
            opaque: def
                .decorator_list
                .iter()
                .any(|decorator| !is_harmless_decorator(&decorator.expression)),
            ..Effects::default()
        };
        let mut scope = Scope::of(def);
        if def.name.as_str() == "__init__"
            && let Some(first) = def.parameters.args.first()
        {
            scope.fresh.insert(first.parameter.name.to_string());
        }
        let mut look = Look {
            analysis: self,
            scope,
            effects: &mut effects,
            loops: 0,
        };
        look.visit_body(&def.body);
        self.open.remove(&place);
        // What was seen of a recursion is not the whole of the inner one.
        if self.open.is_empty() {
            self.known.insert(place, effects.clone());
        }
        effects
    }

    /// What evaluating an expression within `function` touches.
    pub fn expression(&mut self, expression: &Expr, function: Option<usize>) -> Effects {
        self.within(function, |look| look.visit_expr(expression))
    }

    /// What running statements of `function` touches.
    pub fn statements(&mut self, statements: &[Stmt], function: Option<usize>) -> Effects {
        self.within(function, |look| look.visit_body(statements))
    }

    fn within(
        &mut self,
        function: Option<usize>,
        look: impl FnOnce(&mut Look<'_, 'i, 'a>),
    ) -> Effects {
        let scope = match function {
            Some(place) => Scope::of(self.index.functions[place].def),
            None => Scope::default(),
        };
        let mut effects = Effects::default();
        look(&mut Look {
            analysis: self,
            scope,
            effects: &mut effects,
            loops: 0,
        });
        effects
    }

    /// The functions that a method of this name may be, whosever.
    fn methods(&self, name: &str) -> Vec<usize> {
        let all = self.index.functions.iter().enumerate();
        all.filter(|(_, function)| function.class.is_some() && function.def.name.as_str() == name)
            .map(|(place, _)| place)
            .collect()
    }
}

fn is_harmless_decorator(expression: &Expr) -> bool {
    matches!(expression, Expr::Name(name) if matches!(name.id.as_str(), "staticmethod" | "classmethod" | "property"))
}
