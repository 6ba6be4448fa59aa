// The editor: CodeMirror 6 behind the few functions that the page needs. `binding.rs` is the other side.
//
// One view shows one text at a time, a script or a file beside one; each keeps its own state, and with it its own history
// and cursor. Colours come from the style sheet's tokens, so a change of theme needs no word here.

import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab, isolateHistory, undo as undoLast } from "@codemirror/commands";
import { pythonLanguage } from "@codemirror/lang-python";
import { bracketMatching, ensureSyntaxTree, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { type ChangeSpec, Compartment, EditorState, type Extension, type Line, Prec, type Text, type Transaction, type TransactionSpec } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  type ViewUpdate,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { completion } from "./completion";
import { findingMarks, setFindings } from "./findings";
import { fault, type Fault, litLine, setFault, setLitLine, setTaskMarks, taskMarks } from "./marks";
import { reading, setSwitches, showSwitchPoints } from "./reading";
import { setWait, stepWait, waitLiteral } from "./waits";

/** Names a script, or a file beside one; the page gives out the numbers and never uses one twice. */
type Script = number;

type OnChange = (script: Script, text: string, parses: boolean) => void;
type OnRun = () => void;

let view: EditorView | undefined;
let onChange: OnChange | undefined;
let onRun: OnRun | undefined;
let shown: Script | undefined;
/** The states of the scripts that are not shown. */
const hidden = new Map<Script, EditorState>();
const names = new Map<Script, string>();
/** The paths of those that are files. */
const paths = new Map<Script, string>();
/** What was shown before the page's program was there; the program takes it over, edits and all. */
let early: { name: string; text: string } | undefined;
/** What the reader had typed by then. */
let typedEarly: { script: Script; text: string; focused: boolean } | undefined;

const style = HighlightStyle.define([
  { tag: [tags.keyword, tags.moduleKeyword, tags.operatorKeyword], color: "var(--code-keyword)" },
  { tag: [tags.definitionKeyword, tags.controlKeyword], color: "var(--code-keyword)", fontWeight: "500" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--code-string)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--code-number)" },
  { tag: tags.comment, color: "var(--code-comment)" },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName)], color: "var(--code-function)" },
  { tag: [tags.function(tags.definition(tags.variableName)), tags.className], color: "var(--code-function)", fontWeight: "500" },
  { tag: [tags.standard(tags.variableName), tags.self, tags.meta], color: "var(--code-builtin)" },
  { tag: tags.invalid, color: "var(--failed-text)" },
]);

function changed(update: ViewUpdate): void {
  if (update.docChanged && shown !== undefined) onChange?.(shown, update.state.doc.toString(), parses(update.state));
}

/** How long the whole of a script may take to be parsed, in milliseconds, before it counts as one that does. */
const PARSING = 10;

/** Whether a script is one that Python would begin to run, as far as the editor's grammar tells. */
function parses(state: EditorState): boolean {
  const tree = ensureSyntaxTree(state, state.doc.length, PARSING);
  if (!tree) return true;
  const cursor = tree.cursor();
  do if (cursor.type.isError) return false;
  while (cursor.next());
  return true;
}

/** Of the element that holds the text; asked again with every update, so a new name is seen. */
function attributes(): Record<string, string> {
  const name = shown === undefined ? undefined : names.get(shown);
  const path = shown === undefined ? undefined : paths.get(shown);
  return {
    "aria-label": path === undefined ? `Python script ${name ?? ""}`.trimEnd() : `File ${path}`,
    "aria-describedby": "editor-hint",
    autocapitalize: "off",
    autocorrect: "off",
    spellcheck: "false",
    tabindex: "0",
  };
}

/** What reads the text: Python's grammar, or nothing. All else is there in every text: a view that goes from one to another
 * looks for it in both. */
const grammar = new Compartment();
const python: Extension = pythonLanguage;

const common: Extension = [
  // Before everything else: Ctrl/⌘-Enter never inserts a line.
  Prec.highest(
    keymap.of([
      {
        key: "Mod-Enter",
        run: () => {
          onRun?.();
          return true;
        },
      },
      // On the number of a wait; elsewhere they move lines.
      { key: "Alt-ArrowUp", run: stepWait(true) },
      { key: "Alt-ArrowDown", run: stepWait(false) },
    ]),
  ),
  completion,
  lineNumbers(),
  findingMarks,
  taskMarks,
  reading,
  highlightActiveLineGutter(),
  highlightSpecialChars(),
  history(),
  drawSelection(),
  EditorState.allowMultipleSelections.of(true),
  EditorState.tabSize.of(4),
  indentUnit.of("    "),
  indentOnInput(),
  bracketMatching(),
  closeBrackets(),
  highlightActiveLine(),
  highlightSelectionMatches(),
  syntaxHighlighting(style),
  // Esc, then Tab leaves the editor: CodeMirror lets one Tab through after Escape.
  keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, indentWithTab]),
  fault,
  litLine,
  EditorView.updateListener.of(changed),
  EditorView.contentAttributes.of(attributes),
];

const extensions: Extension = [grammar.of(python), common];

/** What reads a file of this name. */
function grammarOf(path: string): Extension {
  return /\.pyi?$/.test(path) ? python : [];
}

function stateOf(script: Script): EditorState | undefined {
  return script === shown ? view?.state : hidden.get(script);
}

/** Applies effects or changes to a script, shown or not. */
function dispatch(script: Script, spec: TransactionSpec): void {
  const state = stateOf(script);
  if (state) take(script, state.update(spec));
}

function take(script: Script, transaction: Transaction): void {
  if (script === shown) {
    view?.dispatch(transaction);
    return;
  }
  const { state, docChanged } = transaction;
  hidden.set(script, state);
  if (docChanged) onChange?.(script, state.doc.toString(), parses(state));
}

function line(doc: Text, number: number): Line {
  return doc.line(Math.min(Math.max(number, 1), doc.lines));
}

/** The UTF-16 offset of a column that counts characters from 1. */
function offset(text: string, column: number): number {
  return [...text].slice(0, column - 1).join("").length;
}

/** Shows a script before the page's program is there. */
export function showEarly(parent: HTMLElement, name: string, text: string): void {
  early = { name, text };
  view = new EditorView({ parent, state: EditorState.create({ doc: text, extensions }) });
}

/** Makes the view, or takes over the early one; to be called once, after scripts were made known. */
function create(parent: HTMLElement, change: OnChange, run: OnRun): void {
  onChange = change;
  onRun = run;
  if (!view) {
    view = new EditorView({ parent });
    return;
  }
  parent.append(view.dom);
  if (typedEarly?.focused) view.focus();
  if (typedEarly && typedEarly.text !== early?.text) onChange(typedEarly.script, typedEarly.text, true);
}

/** Makes a script known; one that is known already keeps its text and its history. */
function prepare(script: Script, name: string, text: string): void {
  names.set(script, name);
  if (stateOf(script)) return;
  if (view && !typedEarly && early?.name === name && early.text === text) {
    typedEarly = { script, text: view.state.doc.toString(), focused: view.hasFocus };
    hidden.set(script, view.state);
    return;
  }
  hidden.set(script, EditorState.create({ doc: text, extensions }));
}

/** Makes a file beside a script known, or gives it another path; what is known already keeps its text and its history. */
function prepareFile(file: Script, path: string, text: string): void {
  paths.set(file, path);
  if (stateOf(file)) dispatch(file, { effects: grammar.reconfigure(grammarOf(path)) });
  else hidden.set(file, EditorState.create({ doc: text, extensions: [grammar.of(grammarOf(path)), common] }));
}

/** Shows a script or a file that is known. */
function open(script: Script): void {
  const state = hidden.get(script);
  if (!view || !state) return;
  if (shown !== undefined) hidden.set(shown, view.state);
  hidden.delete(script);
  shown = script;
  if (view.state !== state) view.setState(state);
}

function rename(script: Script, name: string): void {
  names.set(script, name);
  view?.dispatch({});
}

/** Forgets a script, its history included. */
function forget(script: Script): void {
  hidden.delete(script);
  names.delete(script);
  paths.delete(script);
  if (script === shown) shown = undefined;
}

/** Marks a line, and under it the message; columns count characters from 1, 0 is unknown. */
function markError(script: Script, number: number, from: number, to: number, message: string): void {
  const state = stateOf(script);
  if (!state) return;
  const where = line(state.doc, number);
  const indent = where.text.length - where.text.trimStart().length;
  const start = from > 0 ? offset(where.text, from) : indent;
  const end = to > from ? offset(where.text, to) : where.text.length;
  const mark: Fault = { from: where.from + start, to: where.from + Math.max(start, end), message };
  dispatch(script, { effects: setFault.of(mark) });
}

function clearError(script: Script): void {
  dispatch(script, { effects: setFault.of(null) });
}

/** Marks tasks beside lines: line, colour and name, with tabs between, one to a line of `marks`. */
function markTasks(script: Script, marks: string): void {
  const state = stateOf(script);
  if (!state) return;
  const read = marks.split("\n").filter(Boolean).map((mark) => {
    const [number, colour, name] = mark.split("\t") as [string, string, string];
    return { from: line(state.doc, Number(number)).from, colour, name };
  });
  dispatch(script, { effects: setTaskMarks.of(read) });
}

/** Says of lines what happened when the loop was given back there: line and sentence, with a tab between; nothing where
    that is not known. */
function markSwitches(script: Script, said: string | undefined): void {
  const state = stateOf(script);
  if (!state) return;
  if (said === undefined) {
    dispatch(script, { effects: setSwitches.of(null) });
    return;
  }
  const read = said.split("\n").filter(Boolean).map((each): [number, string] => {
    const [number, sentence] = each.split("\t") as [string, string];
    return [line(state.doc, Number(number)).from, sentence];
  });
  dispatch(script, { effects: setSwitches.of(new Map(read)) });
}

/** Marks findings beside and in lines; columns count characters from 1, 0 is the whole line. */
function markFindings(script: Script, marks: string): void {
  const state = stateOf(script);
  if (!state) return;
  const read = (JSON.parse(marks) as { line: number; from: number; to: number; message: string }[]).map((mark) => {
    const where = line(state.doc, mark.line);
    const indent = where.text.length - where.text.trimStart().length;
    const start = mark.from > 0 ? offset(where.text, mark.from) : indent;
    const end = mark.to > mark.from ? offset(where.text, mark.to) : where.text.trimEnd().length;
    return { from: where.from + start, to: where.from + Math.max(start, end), message: mark.message };
  });
  dispatch(script, { effects: setFindings.of(read) });
}

/** Changes the text as one step of the history. */
function apply(script: Script, changes: string): void {
  const spec = JSON.parse(changes) as ChangeSpec[];
  dispatch(script, { changes: spec, userEvent: "input.fix", annotations: isolateHistory.of("full") });
}

/** Lights a line and brings it into sight, without taking the focus. */
function revealLine(script: Script, number: number): void {
  const state = stateOf(script);
  if (!state) return;
  const at = line(state.doc, number).from;
  dispatch(script, {
    selection: { anchor: at },
    effects: [setLitLine.of(at), EditorView.scrollIntoView(at, { y: "center" })],
  });
}

/** The text of the number that says how long the wait at a line is. */
function literalOfWait(script: Script, number: number, seconds: number): string | undefined {
  const state = stateOf(script);
  return state && waitLiteral(state, number, seconds);
}

/** Makes the wait at a line another one. Whether a number says how long it is. */
function changeWait(script: Script, number: number, before: number, seconds: number): boolean {
  const state = stateOf(script);
  const spec = state && setWait(state, number, before, seconds);
  if (spec) dispatch(script, spec);
  return Boolean(spec);
}

/** Undoes the last step of a script's history. */
function undo(script: Script): void {
  const state = stateOf(script);
  if (state) undoLast({ state, dispatch: (transaction) => take(script, transaction) });
}

const editor = {
  waitLiteral: literalOfWait,
  setWait: changeWait,
  markSwitches,
  showSwitchPoints: (show: boolean) => showSwitchPoints(view, show),
  create, prepare, prepareFile, open, rename, forget, markError, clearError, markTasks, markFindings, apply, revealLine, undo };
export type Editor = typeof editor;

declare global {
  interface Window {
    loopscopeEditor: Editor;
  }
}
window.loopscopeEditor = editor;
