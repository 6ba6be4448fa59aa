//! Compiles a script with counters at its loops and functions.
//!
//! A counter is an object that is true, under a name that no source can spell. Asking whether it is true counts the
//! cost of the code that follows:
//!
//! | source | compiled as if it were |
//! |---|---|
//! | `def f(): body` | `def f():` count; body |
//! | `lambda: x` | `lambda: x if` count `else None` |
//! | `while test: body` | `while` count `and test: body` |
//! | `for x in range(n): body` | `for x in` follow`(range(n)): body`: nothing happens an iteration, the iterator is read later |
//! | `for x in xs: body` | `for x in xs:` count; body |
//! | `[e for x in xs]`, and the other comprehensions | the same, with a condition |
//! | `f(*xs)`, `[*xs]`, `(*xs,)` | `f(*`order`(xs))`: nothing is counted, but sets come in their order |
//! | `sum(range(n))`, and other built-in functions that walk a range | `sum(`follow`(range(n)))` |
//!
//! Line numbers, names and tracebacks stay as they are.

use super::{counter::counter, weights};
use crate::cpython::except_star;
use ruff_source_file::SourceFileBuilder;
use ruff_text_size::{Ranged, TextRange};
use rustpython_vm::{
    PyRef, PyResult, VirtualMachine,
    builtins::PyCode,
    compiler::{
        CompileOpts, Mode,
        ast::{
            self, AtomicNodeIndex, Comprehension, Expr, ExprContext, Stmt,
            name::Name,
            visitor::transformer::{self, Transformer},
        },
        codegen, parser,
    },
};
use std::{cell::RefCell, collections::BTreeSet};

/// The built-in functions that take the elements of a range themselves, whatever the rest of their arguments.
const WALKERS: [&str; 10] = [
    "sum",
    "min",
    "max",
    "any",
    "all",
    "list",
    "tuple",
    "set",
    "frozenset",
    "sorted",
];

/// Compiles `source`; `None` where it does not compile, with or without counters.
pub fn compile(source: &str, file: &str, vm: &VirtualMachine) -> PyResult<Option<PyRef<PyCode>>> {
    let Ok(parsed) = parser::parse(source, parser::ParseOptions::from(parser::Mode::Module)) else {
        return Ok(None);
    };
    let mut module = parsed.into_syntax();
    let instrument = Instrument::default();
    if let ast::Mod::Module(module) = &mut module {
        instrument.visit_body(&mut module.body);
    }
    let source_file = SourceFileBuilder::new(file, source).finish();
    let Ok(code) =
        codegen::compile::compile_top(module, source_file, Mode::Exec, CompileOpts::default())
    else {
        return Ok(None);
    };
    for cost in instrument.costs.into_inner() {
        vm.builtins
            .dict()
            .set_item(&*name(cost), counter(cost, vm), vm)?;
    }
    let code = except_star::reraise::with_calls(code, vm)?;
    Ok(Some(PyCode::new_ref_from_bytecode(vm, code)))
}

/// The name of a counter: no identifier, so that no script can use or shadow it.
fn name(cost: u64) -> String {
    format!(".cost:{cost}")
}

fn none(range: TextRange) -> Expr {
    Expr::NoneLiteral(ast::ExprNoneLiteral {
        node_index: AtomicNodeIndex::NONE,
        range,
    })
}

#[derive(Default)]
struct Instrument {
    /// The counters that are needed.
    costs: RefCell<BTreeSet<u64>>,
}

impl Instrument {
    fn counter(&self, cost: u64, range: TextRange) -> Expr {
        self.costs.borrow_mut().insert(cost);
        Expr::Name(ast::ExprName {
            node_index: AtomicNodeIndex::NONE,
            range,
            id: Name::new(name(cost)),
            ctx: ExprContext::Load,
        })
    }

    /// `if COUNTER: pass`
    fn count(&self, cost: u64, range: TextRange) -> Stmt {
        let pass = Stmt::Pass(ast::StmtPass {
            node_index: AtomicNodeIndex::NONE,
            range,
        });
        Stmt::If(ast::StmtIf {
            node_index: AtomicNodeIndex::NONE,
            range,
            test: Box::new(self.counter(cost, range)),
            body: std::iter::once(pass).collect(),
            elif_else_clauses: Vec::new(),
            runtime_body: None,
        })
    }

    /// Makes `iterable`, if it is a call of `range`, count its elements; says whether it did.
    fn follow(&self, iterable: &mut Expr, cost: u64) -> bool {
        let Expr::Call(call) = &*iterable else {
            return false;
        };
        if !matches!(&*call.func, Expr::Name(name) if name.id.as_str() == "range") {
            return false;
        }
        let mut outer = call.clone();
        outer.func = Box::new(self.counter(cost, call.func.range()));
        outer.arguments.keywords = Default::default();
        outer.arguments.args = Box::new([iterable.clone()]);
        *iterable = Expr::Call(outer);
        true
    }

    /// Lets `*iterable` go through a counter that counts nothing: it puts sets in order, whose elements would be taken as
    /// they were inserted.
    fn order(&self, elements: &mut [Expr]) {
        for element in elements {
            let Expr::Starred(starred) = element else {
                continue;
            };
            if !matches!(starred.ctx, ExprContext::Load) {
                continue;
            }
            let range = starred.value.range();
            let value = std::mem::replace(&mut *starred.value, none(range));
            *starred.value = Expr::Call(ast::ExprCall {
                node_index: AtomicNodeIndex::NONE,
                range_start: range.start(),
                func: Box::new(self.counter(0, range)),
                arguments: ast::Arguments {
                    node_index: AtomicNodeIndex::NONE,
                    range,
                    args: Box::new([value]),
                    keywords: Default::default(),
                    runtime_args: None,
                    runtime_bases: None,
                },
            });
        }
    }

    /// A comprehension: its innermost loop evaluates the element, the others go round.
    fn comprehension(&self, generators: &mut [Comprehension], element: u64) {
        let last = generators.len().saturating_sub(1);
        for (index, each) in generators.iter_mut().enumerate() {
            if each.is_async {
                continue;
            }
            let conditions: u64 = each.ifs.iter().map(weights::of_expression).sum();
            let cost = weights::ITERATION + conditions + if index == last { element } else { 0 };
            if !self.follow(&mut each.iter, cost) {
                let counter = self.counter(cost, each.iter.range());
                each.ifs.insert(0, counter);
            }
        }
    }
}

impl Transformer for Instrument {
    fn visit_stmt(&self, statement: &mut Stmt) {
        // Before the parts are changed: what is put in must not be counted itself.
        let own = match &*statement {
            Stmt::FunctionDef(function) => weights::ENTRY + weights::of_body(&function.body),
            Stmt::While(each) => {
                weights::REPETITION
                    + weights::of_expression(&each.test)
                    + weights::of_body(&each.body)
            }
            Stmt::For(each) => weights::ITERATION + weights::of_body(&each.body),
            _ => 0,
        };
        transformer::walk_stmt(self, statement);
        match statement {
            Stmt::FunctionDef(function) => {
                let documented = matches!(
                    function.body.first(),
                    Some(Stmt::Expr(first)) if first.value.is_string_literal_expr()
                );
                let count = self.count(own, function.name.range());
                function.body.insert(usize::from(documented), count);
            }
            Stmt::While(each) => {
                let range = each.test.range();
                let counter = self.counter(own, range);
                let test = std::mem::replace(&mut *each.test, none(range));
                *each.test = Expr::BoolOp(ast::ExprBoolOp {
                    node_index: AtomicNodeIndex::NONE,
                    range,
                    op: ast::BoolOp::And,
                    values: vec![counter, test],
                    runtime_values: None,
                });
            }
            Stmt::For(each) if !each.is_async => {
                if !self.follow(&mut each.iter, own) {
                    let count = self.count(own, each.target.range());
                    each.body.insert(0, count);
                }
            }
            _ => {}
        }
    }

    fn visit_expr(&self, expression: &mut Expr) {
        let own = match &*expression {
            Expr::Lambda(lambda) => weights::ENTRY + weights::of_expression(&lambda.body),
            Expr::ListComp(each) => weights::of_expression(&each.elt),
            Expr::SetComp(each) => weights::of_expression(&each.elt),
            Expr::Generator(each) => weights::of_expression(&each.elt) + weights::ITERATION,
            Expr::DictComp(each) => {
                each.key.as_deref().map_or(0, weights::of_expression)
                    + weights::of_expression(&each.value)
            }
            _ => 0,
        };
        transformer::walk_expr(self, expression);
        match expression {
            Expr::Lambda(lambda) => {
                let range = lambda.body.range();
                let body = std::mem::replace(&mut *lambda.body, none(range));
                *lambda.body = Expr::If(ast::ExprIf {
                    node_index: AtomicNodeIndex::NONE,
                    range,
                    test: Box::new(self.counter(own, range)),
                    body: Box::new(body),
                    orelse: Box::new(none(range)),
                });
            }
            Expr::ListComp(each) => self.comprehension(&mut each.generators, own),
            Expr::SetComp(each) => self.comprehension(&mut each.generators, own),
            Expr::DictComp(each) => self.comprehension(&mut each.generators, own),
            Expr::Generator(each) => self.comprehension(&mut each.generators, own),
            Expr::Call(call) => {
                let walks =
                    matches!(&*call.func, Expr::Name(name) if WALKERS.contains(&name.id.as_str()));
                if walks && call.arguments.args.len() == 1 {
                    self.follow(&mut call.arguments.args[0], weights::ELEMENT);
                }
                self.order(&mut call.arguments.args);
            }
            Expr::List(list) => self.order(&mut list.elts),
            Expr::Tuple(tuple) => self.order(&mut tuple.elts),
            _ => {}
        }
    }

    // What a hint says may be kept as text.
    fn visit_annotation(&self, _expression: &mut Expr) {}
}
