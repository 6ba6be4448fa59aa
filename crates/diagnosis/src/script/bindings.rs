//! What the names of a script mean, as far as that is certain.

use rustpython_compiler::ast::{
    ExceptHandler, Expr, Parameter, Pattern, Stmt,
    visitor::{self, Visitor},
};
use std::collections::{HashMap, HashSet};

/// Finds out what names mean.
#[derive(Default)]
pub struct Bindings {
    pub imports: HashMap<String, String>,
    pub bound: HashSet<String>,
    pub defined: HashSet<String>,
    pub reads: HashMap<String, usize>,
    pub writes: HashMap<String, usize>,
}

impl Bindings {
    fn import(&mut self, name: &str, means: String) {
        let known = self.imports.get(name);
        if known.is_some_and(|known| *known != means) {
            self.bound.insert(name.to_owned());
        }
        self.imports.insert(name.to_owned(), means);
    }
}

impl<'a> Visitor<'a> for Bindings {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        match statement {
            Stmt::Import(import) => {
                for alias in &import.names {
                    let module = alias.name.as_str();
                    match &alias.asname {
                        Some(name) => self.import(name.as_str(), module.to_owned()),
                        None => {
                            let root = module.split('.').next().unwrap_or(module);
                            self.import(root, root.to_owned());
                        }
                    }
                }
            }
            Stmt::ImportFrom(import) => {
                let module = import.module.as_ref().map_or("", |module| module.as_str());
                for alias in &import.names {
                    let name = alias.asname.as_ref().unwrap_or(&alias.name);
                    self.import(name.as_str(), format!("{module}.{}", alias.name));
                }
            }
            Stmt::FunctionDef(def) => {
                self.defined.insert(def.name.to_string());
            }
            Stmt::ClassDef(def) => {
                self.defined.insert(def.name.to_string());
            }
            _ => {}
        }
        visitor::walk_stmt(self, statement);
    }

    fn visit_expr(&mut self, expression: &'a Expr) {
        if let Expr::Name(name) = expression {
            if name.ctx.is_load() {
                *self.reads.entry(name.id.to_string()).or_default() += 1;
            } else {
                self.bound.insert(name.id.to_string());
                *self.writes.entry(name.id.to_string()).or_default() += 1;
            }
        }
        visitor::walk_expr(self, expression);
    }

    fn visit_parameter(&mut self, parameter: &'a Parameter) {
        self.bound.insert(parameter.name.to_string());
        visitor::walk_parameter(self, parameter);
    }

    fn visit_except_handler(&mut self, handler: &'a ExceptHandler) {
        if let Some(name) = handler
            .as_except_handler()
            .and_then(|handler| handler.name.as_ref())
        {
            self.bound.insert(name.to_string());
        }
        visitor::walk_except_handler(self, handler);
    }

    fn visit_pattern(&mut self, pattern: &'a Pattern) {
        let name = match pattern {
            Pattern::MatchAs(pattern) => pattern.name.as_ref(),
            Pattern::MatchStar(pattern) => pattern.name.as_ref(),
            Pattern::MatchMapping(pattern) => pattern.rest.as_ref(),
            _ => None,
        };
        if let Some(name) = name {
            self.bound.insert(name.to_string());
        }
        visitor::walk_pattern(self, pattern);
    }
}
