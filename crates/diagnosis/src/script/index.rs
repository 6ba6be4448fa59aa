//! All functions and calls of a script, and what imported names mean.

use super::{Script, bindings::Bindings, end, start, within};
use ruff_text_size::Ranged;
use rustpython_compiler::ast::{
    Comprehension, Expr, ExprCall, Stmt, StmtClassDef, StmtFunctionDef,
    visitor::{self, Visitor},
};
use std::collections::{HashMap, HashSet};

/// A function that the script defines.
#[derive(Clone, Debug)]
pub struct Function<'a> {
    /// The definition.
    pub def: &'a StmtFunctionDef,
    /// As `__qualname__` has it.
    pub qualname: String,
    /// The class whose method it is.
    pub class: Option<&'a StmtClassDef>,
    /// The function around it.
    pub outer: Option<usize>,
}

/// What is done with a call's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Nothing: the call is a statement.
    Statement,
    /// It is awaited.
    Awaited,
    /// It becomes the value of a name.
    Assigned,
    /// Something else.
    Used,
}

/// A call.
#[derive(Clone, Debug)]
pub struct Call<'a> {
    /// The call.
    pub call: &'a ExprCall,
    /// What is called, where it was imported: `time.sleep`, `asyncio.create_task`.
    pub imported: Option<String>,
    /// What is called, as it is written, where that is a name or an attribute of one: `main`, `self.brew`.
    pub written: Option<String>,
    /// The innermost function around it.
    pub function: Option<usize>,
    /// Whether it stands in a `lambda` or a generator expression: it runs at another time.
    pub deferred: bool,
    /// What is done with its value.
    pub role: Role,
    /// The statement that it is in, where that is a simple one.
    pub statement: Option<&'a Stmt>,
}

impl Call<'_> {
    /// The last part of what is called: `brew` of `self.brew`.
    pub fn last_name(&self) -> Option<&str> {
        let written = self.written.as_deref()?;
        written.rsplit('.').next()
    }
}

/// What a script consists of.
#[derive(Debug)]
pub struct Index<'a> {
    /// The script.
    pub script: &'a Script,
    /// In order.
    pub functions: Vec<Function<'a>>,
    /// In order.
    pub classes: Vec<&'a StmtClassDef>,
    /// In order.
    pub calls: Vec<Call<'a>>,
    /// Imported names, with what they mean: `sleep` is `time.sleep`.
    imports: HashMap<String, String>,
    /// Names that are bound by anything but `def` and `class`.
    bound: HashSet<String>,
    /// How often each name is read.
    reads: HashMap<String, usize>,
    /// How often each name is assigned or deleted.
    writes: HashMap<String, usize>,
}

impl<'a> Index<'a> {
    /// Reads a script.
    pub fn of(script: &'a Script) -> Self {
        let mut bindings = Bindings::default();
        bindings.visit_body(script.body());
        let Bindings {
            mut imports,
            bound,
            defined,
            reads,
            writes,
        } = bindings;
        // A name that means something else somewhere means nothing certain.
        imports.retain(|name, _| !bound.contains(name) && !defined.contains(name));
        let mut walk = Walk {
            index: Self {
                script,
                functions: Vec::new(),
                classes: Vec::new(),
                calls: Vec::new(),
                imports,
                bound,
                reads,
                writes,
            },
            functions: Vec::new(),
            class: None,
            prefix: String::new(),
            deferred: 0,
            role: Role::Used,
            statement: None,
        };
        walk.visit_body(script.body());
        walk.index
    }

    /// The innermost function around a node, by its place in [`Index::functions`].
    pub fn function_around(&self, node: &impl Ranged) -> Option<usize> {
        self.functions.iter().rposition(|function| {
            within(node, function.def) && start(node) > end(&function.def.name)
        })
    }

    /// The innermost function whose body has this line.
    pub fn function_at(&self, line: u32) -> Option<usize> {
        self.functions.iter().rposition(|function| {
            let (first, last) = self.script.lines(function.def);
            (first..=last).contains(&line)
        })
    }

    /// The functions of this name; a name that is also bound in another way has none that are certain.
    pub fn named<'i>(&'i self, name: &'i str) -> impl Iterator<Item = usize> + 'i {
        let certain = !self.bound.contains(name) && !self.imports.contains_key(name);
        let all = self.functions.iter().enumerate();
        all.filter(move |(_, function)| certain && function.def.name.as_str() == name)
            .map(|(place, _)| place)
    }

    /// Whether a name is bound by anything but `def`, `class` and `import`.
    pub fn is_bound(&self, name: &str) -> bool {
        self.bound.contains(name)
    }

    /// How often a name is read.
    pub fn reads(&self, name: &str) -> usize {
        self.reads.get(name).copied().unwrap_or(0)
    }

    /// How often a name is assigned or deleted.
    pub fn writes(&self, name: &str) -> usize {
        self.writes.get(name).copied().unwrap_or(0)
    }

    /// Whether a name occurs at all.
    pub fn occurs(&self, name: &str) -> bool {
        self.reads.contains_key(name)
            || self.bound.contains(name)
            || self.imports.contains_key(name)
            || self
                .functions
                .iter()
                .any(|function| function.def.name.as_str() == name)
            || self.classes.iter().any(|class| class.name.as_str() == name)
    }

    /// What an imported name means.
    pub fn import(&self, name: &str) -> Option<&str> {
        self.imports.get(name).map(String::as_str)
    }

    /// The name under which a module was imported: `aio` of `import asyncio as aio`.
    pub fn module_name(&self, module: &str) -> Option<&str> {
        let mut names: Vec<&str> = self
            .imports
            .iter()
            .filter(|(_, means)| *means == module)
            .map(|(name, _)| name.as_str())
            .collect();
        names.sort_unstable();
        names.first().copied()
    }

    /// What an expression means, where it is an imported name or an attribute of one.
    pub fn imported(&self, expression: &Expr) -> Option<String> {
        match expression {
            Expr::Name(name) => self.import(name.id.as_str()).map(str::to_owned),
            Expr::Attribute(attribute) => {
                let of = self.imported(&attribute.value)?;
                Some(format!("{of}.{}", attribute.attr))
            }
            _ => None,
        }
    }
}

/// A name, or an attribute of one, as it is written.
pub fn written(expression: &Expr) -> Option<String> {
    match expression {
        Expr::Name(name) => Some(name.id.to_string()),
        Expr::Attribute(attribute) => {
            Some(format!("{}.{}", written(&attribute.value)?, attribute.attr))
        }
        _ => None,
    }
}

/// Collects functions and calls.
struct Walk<'a> {
    index: Index<'a>,
    functions: Vec<usize>,
    class: Option<&'a StmtClassDef>,
    prefix: String,
    deferred: usize,
    role: Role,
    statement: Option<&'a Stmt>,
}

impl<'a> Walk<'a> {
    fn define(&mut self, def: &'a StmtFunctionDef) {
        let qualname = format!("{}{}", self.prefix, def.name);
        let place = self.index.functions.len();
        self.index.functions.push(Function {
            def,
            qualname: qualname.clone(),
            class: self.class,
            outer: self.functions.last().copied(),
        });
        for decorator in &def.decorator_list {
            self.visit_decorator(decorator);
        }
        self.visit_parameters(&def.parameters);
        let prefix = std::mem::replace(&mut self.prefix, format!("{qualname}.<locals>."));
        let class = self.class.take();
        let deferred = std::mem::take(&mut self.deferred);
        self.functions.push(place);
        self.visit_body(&def.body);
        self.functions.pop();
        self.deferred = deferred;
        self.class = class;
        self.prefix = prefix;
    }

    fn class(&mut self, def: &'a StmtClassDef) {
        self.index.classes.push(def);
        for decorator in &def.decorator_list {
            self.visit_decorator(decorator);
        }
        if let Some(arguments) = &def.arguments {
            self.visit_arguments(arguments);
        }
        let prefix = std::mem::take(&mut self.prefix);
        self.prefix = format!("{prefix}{}.", def.name);
        let class = self.class.replace(def);
        self.visit_body(&def.body);
        self.class = class;
        self.prefix = prefix;
    }
}

impl<'a> Visitor<'a> for Walk<'a> {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        let around = self.statement.take();
        self.role = Role::Used;
        match statement {
            Stmt::FunctionDef(def) => self.define(def),
            Stmt::ClassDef(def) => self.class(def),
            Stmt::Expr(value) => {
                self.statement = Some(statement);
                self.role = Role::Statement;
                self.visit_expr(&value.value);
            }
            Stmt::Assign(assign) => {
                self.statement = Some(statement);
                if let [Expr::Name(_)] = assign.targets.as_slice() {
                    self.role = Role::Assigned;
                }
                self.visit_expr(&assign.value);
                for target in &assign.targets {
                    self.role = Role::Used;
                    self.visit_expr(target);
                }
            }
            Stmt::Return(_) | Stmt::AugAssign(_) | Stmt::AnnAssign(_) | Stmt::Raise(_) => {
                self.statement = Some(statement);
                visitor::walk_stmt(self, statement);
            }
            _ => visitor::walk_stmt(self, statement),
        }
        self.statement = around;
    }

    fn visit_expr(&mut self, expression: &'a Expr) {
        let role = std::mem::replace(&mut self.role, Role::Used);
        match expression {
            Expr::Call(call) => {
                self.index.calls.push(Call {
                    call,
                    imported: self.index.imported(&call.func),
                    written: written(&call.func),
                    function: self.functions.last().copied(),
                    deferred: self.deferred > 0,
                    role,
                    statement: self.statement,
                });
                visitor::walk_expr(self, expression);
            }
            Expr::Await(awaited) => {
                self.role = Role::Awaited;
                self.visit_expr(&awaited.value);
            }
            Expr::Lambda(_) | Expr::Generator(_) => {
                self.deferred += 1;
                visitor::walk_expr(self, expression);
                self.deferred -= 1;
            }
            _ => visitor::walk_expr(self, expression),
        }
        self.role = Role::Used;
    }

    fn visit_comprehension(&mut self, comprehension: &'a Comprehension) {
        self.role = Role::Used;
        visitor::walk_comprehension(self, comprehension);
    }
}
