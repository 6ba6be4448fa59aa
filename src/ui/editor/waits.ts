// The numbers of a script that say how long a wait is: found by its syntax, changed as one step of the history.

import { isolateHistory } from "@codemirror/commands";
import { ensureSyntaxTree } from "@codemirror/language";
import type { EditorState, TransactionSpec } from "@codemirror/state";
import type { Command } from "@codemirror/view";
import type { SyntaxNode } from "@lezer/common";

/** Which argument of a call says how long it waits: its place, and its names. */
const WAITS: Record<string, [place: number, ...names: string[]]> = {
  sleep: [0, "delay", "secs"],
  timeout: [0, "delay"],
  call_later: [0, "delay"],
  wait_for: [1, "timeout"],
};

/** A number in the text. */
interface Literal {
  from: number;
  to: number;
  value: number;
}

/** How long parsing may take, in milliseconds. */
const PARSING = 20;
const SAME = 1e-6;

const text = (state: EditorState, node: SyntaxNode) => state.sliceDoc(node.from, node.to);

function literal(state: EditorState, node: SyntaxNode | null): Literal | null {
  if (node?.name !== "Number") return null;
  const value = Number(text(state, node).replaceAll("_", ""));
  return Number.isFinite(value) ? { from: node.from, to: node.to, value } : null;
}

function all(state: EditorState, name: string): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  ensureSyntaxTree(state, state.doc.length, PARSING)?.iterate({
    enter: ({ name: each, node }) => {
      if (each === name) found.push(node);
    },
  });
  return found;
}

/** The last name of what is called: `sleep` of `asyncio.sleep`. */
function called(state: EditorState, call: SyntaxNode): { name: string; isMethod: boolean } {
  const callee = call.firstChild;
  const isMethod = callee?.name === "MemberExpression";
  const name = isMethod ? callee.lastChild : callee;
  return { name: name ? text(state, name) : "", isMethod };
}

/** An argument of a call, by its names or else its place. */
function argument(state: EditorState, call: SyntaxNode, place: number, names: string[]): SyntaxNode | null {
  let index = 0;
  for (let node = call.getChild("ArgList")?.firstChild ?? null; node; node = node.nextSibling) {
    if (["(", ",", ")", "Comment"].includes(node.name)) continue;
    if (node.nextSibling?.name === "AssignOp") {
      const value = node.nextSibling.nextSibling;
      if (names.includes(text(state, node))) return value;
      node = value ?? node;
    } else if (index++ === place) {
      return node;
    }
  }
  return null;
}

/** The numbers that a name may stand for: those that calls give for the parameter, its default, a constant. */
function meant(state: EditorState, name: string, within: SyntaxNode): Literal[] {
  let around: SyntaxNode | null = within;
  while (around && around.name !== "FunctionDefinition") around = around.parent;
  const parameters = around?.getChild("ParamList");
  const names: string[] = [];
  let ownDefault: Literal | null = null;
  for (let node = parameters?.firstChild ?? null; node; node = node.nextSibling) {
    if (node.name !== "VariableName" || node.prevSibling?.name === "AssignOp") continue;
    names.push(text(state, node));
    let value = node.nextSibling;
    if (value?.name === "TypeDef") value = value.nextSibling;
    if (names.at(-1) === name && value?.name === "AssignOp") ownDefault = literal(state, value.nextSibling);
  }
  const place = names.indexOf(name);
  const given: (Literal | null)[] = [];
  if (around && place >= 0) {
    const definition = around.getChild("VariableName");
    const own = definition ? text(state, definition) : "";
    const shift = names[0] === "self" || names[0] === "cls" ? 1 : 0;
    for (const call of all(state, "CallExpression")) {
      if (called(state, call).name === own) given.push(literal(state, argument(state, call, place - shift, [name])));
    }
    given.push(ownDefault);
  } else {
    for (const assignment of all(state, "AssignStatement")) {
      const [target, operator, value] = [assignment.firstChild, assignment.firstChild?.nextSibling, assignment.lastChild];
      if (target && operator?.name === "AssignOp" && text(state, target) === name) given.push(literal(state, value));
    }
  }
  return given.filter((each) => each !== null);
}

/** The numbers that may say how long the waits of these calls are. */
function candidates(state: EditorState, call: SyntaxNode): Literal[] {
  const { name } = called(state, call);
  if (!Object.hasOwn(WAITS, name)) return [];
  const [place, ...names] = WAITS[name] as [number, ...string[]];
  const node = argument(state, call, place, names);
  if (node?.name === "VariableName") return meant(state, text(state, node), node);
  const own = literal(state, node);
  return own ? [own] : [];
}

/** The one number that says that a wait at a line takes so long; null where none does, or more than one. */
function theOne(state: EditorState, line: number, seconds: number): Literal | null {
  if (line < 1 || line > state.doc.lines) return null;
  const { from, to } = state.doc.line(line);
  const found = all(state, "CallExpression")
    .filter((call) => call.from <= to && call.to >= from)
    .flatMap((call) => candidates(state, call))
    .filter(({ value }) => Math.abs(value - seconds) < SAME);
  const places = new Set(found.map(({ from }) => from));
  return places.size === 1 ? (found[0] ?? null) : null;
}

/** The number as Python has it, with what can be told apart of it. */
function written(seconds: number, decimals = 0): string {
  return seconds.toFixed(Math.max(decimals, Math.min(6, (String(seconds).split(".")[1] ?? "").length)));
}

function change({ from, to }: Literal, insert: string): TransactionSpec {
  return { changes: { from, to, insert }, userEvent: "input.wait", annotations: isolateHistory.of("full") };
}

export function waitLiteral(state: EditorState, line: number, seconds: number): string | undefined {
  const found = theOne(state, line, seconds);
  return found ? state.sliceDoc(found.from, found.to) : undefined;
}

/** The change that makes the wait at a line another one. */
export function setWait(state: EditorState, line: number, before: number, seconds: number): TransactionSpec | null {
  const found = theOne(state, line, before);
  return found && change(found, written(seconds));
}

/** Makes the wait whose number the cursor is at a step longer or shorter; of any other number nothing. */
export function stepWait(up: boolean): Command {
  return ({ state, dispatch }) => {
    const { head, empty } = state.selection.main;
    if (!empty) return false;
    const numbers = all(state, "CallExpression").flatMap((call) => candidates(state, call));
    const found = numbers.find(({ from, to }) => from <= head && head <= to);
    if (!found) return false;
    const decimals = (state.sliceDoc(found.from, found.to).split(".")[1] ?? "").length;
    const step = 10 ** -decimals * (up ? 1 : -1);
    const insert = written(Math.max(0, found.value + step), decimals);
    const specs = change(found, insert);
    dispatch(state.update({ ...specs, selection: { anchor: found.from + Math.min(head - found.from, insert.length) } }));
    return true;
  };
}
