//! One look at a stretch of code: what its expressions and statements touch.

use super::{Analysis, Effects};
use crate::script::{
    index::Index,
    scope::{Scope, is_among, is_new},
};
use rustpython_compiler::ast::{
    Comprehension, Expr, ExprCall, Stmt,
    visitor::{self, Visitor},
};

/// Built-in functions that do nothing to what is not theirs.
const BUILTINS: &str = "print len range str int float bool bytes complex sum min max sorted list dict set tuple \
    frozenset enumerate zip reversed isinstance issubclass repr abs round any all format chr ord divmod pow \
    hash id type hex bin oct slice super property Exception ValueError TypeError KeyError RuntimeError \
    TimeoutError ConnectionError OSError LookupError IndexError StopIteration ArithmeticError ZeroDivisionError";
/// Imported modules whose functions do nothing but compute, or read the clock.
const PURE_MODULES: &str = "math json time datetime re string textwrap decimal fractions statistics itertools \
    collections operator typing dataclasses enum heapq bisect copy hashlib base64";
/// Functions of asyncio that only wait, or run what they are given.
const WAITING: &str = "asyncio.sleep asyncio.gather asyncio.wait_for asyncio.timeout asyncio.TaskGroup \
    asyncio.create_task asyncio.wait asyncio.shield asyncio.current_task asyncio.get_running_loop";
/// Methods that change nothing, on whatever built-in object.
const READING_METHODS: &str = "format join upper lower title capitalize strip lstrip rstrip split rsplit \
    splitlines startswith endswith replace center ljust rjust zfill get keys values items copy count index find \
    encode decode isdigit isalpha isoformat total_seconds strftime hexdigest create_task time get_name";
/// Methods that change their object.
const CHANGING_METHODS: &str = "append appendleft extend insert add update pop popleft popitem remove discard \
    clear setdefault sort reverse put_nowait get_nowait";

/// Looks at what code does.
pub(super) struct Look<'l, 'i, 'a> {
    pub(super) analysis: &'l mut Analysis<'i, 'a>,
    pub(super) scope: Scope,
    pub(super) effects: &'l mut Effects,
    /// How many loops are around.
    pub(super) loops: usize,
}

/// Where an object comes from.
enum Root {
    /// The code made it.
    Fresh,
    /// A name or an attribute that others see, by its key.
    Shared(String),
    /// It came from somewhere.
    Unknown,
}

impl Look<'_, '_, '_> {
    fn index(&self) -> &Index<'_> {
        self.analysis.index
    }

    fn root(&self, expression: &Expr) -> Root {
        match expression {
            Expr::Name(name) => {
                let name = name.id.as_str();
                if self.scope.fresh.contains(name) {
                    Root::Fresh
                } else if self.scope.own.contains(name) {
                    Root::Unknown
                } else {
                    Root::Shared(name.to_owned())
                }
            }
            Expr::Attribute(attribute) => match self.root(&attribute.value) {
                Root::Fresh => Root::Fresh,
                _ => Root::Shared(format!(".{}", attribute.attr)),
            },
            Expr::Subscript(subscript) => self.root(&subscript.value),
            expression if is_new(expression) => Root::Fresh,
            _ => Root::Unknown,
        }
    }

    fn change(&mut self, root: Root) {
        match root {
            Root::Fresh => {}
            Root::Shared(key) => {
                self.effects.writes.insert(key);
            }
            Root::Unknown => self.effects.opaque = true,
        }
    }

    fn store(&mut self, target: &Expr) {
        match target {
            Expr::Name(name) => {
                if !self.scope.own.contains(name.id.as_str()) {
                    self.effects.writes.insert(name.id.to_string());
                }
            }
            Expr::Attribute(attribute) => {
                let root = match self.root(&attribute.value) {
                    Root::Fresh => Root::Fresh,
                    _ => Root::Shared(format!(".{}", attribute.attr)),
                };
                self.change(root);
            }
            Expr::Subscript(subscript) => {
                let root = self.root(&subscript.value);
                self.change(root);
                self.visit_expr(&subscript.slice);
            }
            Expr::Tuple(tuple) => tuple.elts.iter().for_each(|target| self.store(target)),
            Expr::List(list) => list.elts.iter().for_each(|target| self.store(target)),
            Expr::Starred(starred) => self.store(&starred.value),
            _ => self.effects.opaque = true,
        }
    }

    fn awaits(&mut self) {
        let more = if self.loops > 0 { 2 } else { 1 };
        self.effects.awaits = (self.effects.awaits + more).min(2);
    }

    fn run(&mut self, functions: &[usize]) {
        for &place in functions {
            let effects = self.analysis.function(place);
            self.effects.merge(&effects);
            if self.loops > 0 && effects.awaits > 0 {
                self.effects.awaits = 2;
            }
        }
    }

    fn call(&mut self, call: &ExprCall) {
        for argument in &call.arguments.args {
            self.visit_expr(argument);
        }
        for keyword in &call.arguments.keywords {
            self.visit_expr(&keyword.value);
        }
        if let Some(imported) = self.index().imported(&call.func) {
            let root = imported.split('.').next().unwrap_or_default();
            if root == "random" {
                self.effects.reads.insert("random".to_owned());
                self.effects.writes.insert("random".to_owned());
            } else if imported == "time.sleep"
                || !(is_among(PURE_MODULES, root) || is_among(WAITING, &imported))
            {
                self.effects.opaque = true;
            }
            return;
        }
        match &*call.func {
            Expr::Name(name) => {
                let name = name.id.as_str();
                let functions: Vec<usize> = self.index().named(name).collect();
                let is_class = self
                    .index()
                    .classes
                    .iter()
                    .any(|class| class.name.as_str() == name);
                if !functions.is_empty() {
                    self.run(&functions);
                } else if is_class && !self.index().is_bound(name) {
                    self.construct(name);
                } else if self.index().is_bound(name) || !is_among(BUILTINS, name) {
                    self.effects.opaque = true;
                }
            }
            Expr::Attribute(attribute) => {
                self.visit_expr(&attribute.value);
                let name = attribute.attr.as_str();
                let methods = self.analysis.methods(name);
                let root = self.root(&attribute.value);
                if !methods.is_empty() {
                    self.run(&methods);
                } else if is_among(READING_METHODS, name) || matches!(root, Root::Fresh) {
                    if let Root::Shared(key) = root {
                        self.effects.reads.insert(key);
                    }
                } else if is_among(CHANGING_METHODS, name) {
                    self.change(root);
                } else {
                    self.effects.opaque = true;
                }
            }
            _ => self.effects.opaque = true,
        }
    }

    fn construct(&mut self, class: &str) {
        let index = self.analysis.index;
        let plain = index.classes.iter().all(|def| {
            def.name.as_str() != class
                || def.arguments.as_ref().is_none_or(|arguments| {
                    arguments.keywords.is_empty()
                        && arguments.args.iter().all(|base| {
                            matches!(base, Expr::Name(name) if is_among(BUILTINS, name.id.as_str()) || name.id.as_str() == "object")
                        })
                })
        });
        let makers: Vec<usize> = index
            .functions
            .iter()
            .enumerate()
            .filter(|(_, function)| {
                function.class.is_some_and(|of| of.name.as_str() == class)
                    && is_among("__init__ __new__ __post_init__", function.def.name.as_str())
            })
            .map(|(place, _)| place)
            .collect();
        self.effects.opaque |= !plain;
        self.run(&makers);
    }
}

impl<'a> Visitor<'a> for Look<'_, '_, '_> {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        match statement {
            // They do nothing until they are called, and that is seen.
            Stmt::FunctionDef(_) => {}
            Stmt::ClassDef(_) => self.effects.opaque = true,
            Stmt::Assign(assign) => {
                self.visit_expr(&assign.value);
                assign.targets.iter().for_each(|target| self.store(target));
            }
            Stmt::AnnAssign(assign) => {
                if let Some(value) = &assign.value {
                    self.visit_expr(value);
                    self.store(&assign.target);
                }
            }
            Stmt::AugAssign(assign) => {
                self.visit_expr(&assign.value);
                if let Root::Shared(key) = self.root(&assign.target) {
                    self.effects.reads.insert(key);
                }
                self.store(&assign.target);
            }
            Stmt::Delete(delete) => delete.targets.iter().for_each(|target| self.store(target)),
            Stmt::For(each) => {
                if each.is_async {
                    self.awaits();
                }
                self.visit_expr(&each.iter);
                self.store(&each.target);
                self.loops += 1;
                self.visit_body(&each.body);
                self.loops -= 1;
                self.visit_body(&each.orelse);
            }
            Stmt::While(_) => {
                self.loops += 1;
                visitor::walk_stmt(self, statement);
                self.loops -= 1;
            }
            Stmt::With(with) => {
                for item in &with.items {
                    if !is_harmless_context(self.index(), &item.context_expr) {
                        self.effects.opaque = true;
                    }
                    self.visit_expr(&item.context_expr);
                }
                self.visit_body(&with.body);
            }
            Stmt::Global(_) | Stmt::Nonlocal(_) | Stmt::Import(_) | Stmt::ImportFrom(_) => {}
            _ => visitor::walk_stmt(self, statement),
        }
    }

    fn visit_expr(&mut self, expression: &'a Expr) {
        match expression {
            Expr::Name(name) => {
                let name = name.id.as_str();
                let index = self.index();
                let is_variable = index.is_bound(name) && index.import(name).is_none();
                if !self.scope.own.contains(name) && is_variable {
                    self.effects.reads.insert(name.to_owned());
                }
            }
            Expr::Attribute(attribute) => {
                if self.index().imported(expression).is_none() {
                    if !matches!(self.root(&attribute.value), Root::Fresh) {
                        self.effects.reads.insert(format!(".{}", attribute.attr));
                    }
                    self.visit_expr(&attribute.value);
                }
            }
            Expr::Await(awaited) => {
                match &*awaited.value {
                    Expr::Call(call) => {
                        let inner = self.effects.awaits;
                        self.call(call);
                        // Awaiting a coroutine of the script suspends where that does.
                        if self.effects.awaits == inner {
                            self.awaits();
                        }
                    }
                    // Whatever it is, somebody else may be needed to complete it.
                    _ => self.effects.opaque = true,
                }
            }
            Expr::Call(call) => self.call(call),
            Expr::Named(named) => {
                self.visit_expr(&named.value);
                self.store(&named.target);
            }
            Expr::Yield(_) | Expr::YieldFrom(_) => self.effects.opaque = true,
            Expr::Lambda(lambda) => {
                let own = lambda.parameters.iter().flat_map(|all| all.iter());
                let before = self.scope.clone();
                for parameter in own {
                    self.scope.own.insert(parameter.name().to_string());
                    self.scope.fresh.remove(parameter.name().as_str());
                }
                self.visit_expr(&lambda.body);
                self.scope = before;
            }
            Expr::ListComp(_) | Expr::SetComp(_) | Expr::DictComp(_) | Expr::Generator(_) => {
                self.loops += 1;
                visitor::walk_expr(self, expression);
                self.loops -= 1;
            }
            _ => visitor::walk_expr(self, expression),
        }
    }

    fn visit_comprehension(&mut self, comprehension: &'a Comprehension) {
        if comprehension.is_async {
            self.awaits();
        }
        self.visit_expr(&comprehension.iter);
        comprehension
            .ifs
            .iter()
            .for_each(|test| self.visit_expr(test));
    }
}

/// Whether entering and leaving this context touches nothing that others see.
fn is_harmless_context(index: &Index<'_>, expression: &Expr) -> bool {
    let Expr::Call(call) = expression else {
        return false;
    };
    index.imported(&call.func).is_some_and(|path| {
        is_among(
            "asyncio.timeout asyncio.timeout_at asyncio.TaskGroup contextlib.suppress",
            &path,
        )
    })
}
