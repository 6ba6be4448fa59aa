// How a script is read: long comments wrapped, blocks folded, the points marked at which another task can come in.

import { codeFolding, foldGutter, foldKeymap, syntaxTree } from "@codemirror/language";
import { type EditorState, type Extension, RangeSetBuilder, StateEffect, type Text } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, gutter, GutterMarker, keymap, ViewPlugin, type ViewUpdate } from "@codemirror/view";

// --- long comments wrap; code does not: where a line of it ends means something ---------------------------------

const code = Decoration.line({ class: "cm-code-line" });

function codeLines(view: EditorView): DecorationSet {
  const lines = new RangeSetBuilder<Decoration>();
  for (const { from, to } of view.visibleRanges) {
    for (let at = from; at <= to; ) {
      const line = view.state.doc.lineAt(at);
      if (!line.text.trimStart().startsWith("#")) lines.add(line.from, line.from, code);
      at = line.to + 1;
    }
  }
  return lines.finish();
}

const wrapping: Extension = [
  EditorView.lineWrapping,
  ViewPlugin.fromClass(
    class {
      lines: DecorationSet;

      constructor(view: EditorView) {
        this.lines = codeLines(view);
      }

      update({ docChanged, viewportChanged, view }: ViewUpdate): void {
        if (docChanged || viewportChanged) this.lines = codeLines(view);
      }
    },
    { decorations: ({ lines }) => lines },
  ),
];

// --- blocks fold ------------------------------------------------------------------------------------------------

const folding: Extension = [
  codeFolding(),
  foldGutter({
    markerDOM: (open) => {
      const mark = document.createElement("span");
      mark.className = open ? "cm-fold open" : "cm-fold";
      mark.title = open ? "Fold this block" : "Unfold this block";
      mark.textContent = open ? "⌄" : "›";
      return mark;
    },
  }),
  keymap.of(foldKeymap),
];

// --- switch points ----------------------------------------------------------------------------------------------

class SwitchPoint extends GutterMarker {
  override toDOM(): HTMLElement {
    const mark = document.createElement("span");
    mark.className = "cm-switch";
    mark.title = "Another task can come in here";
    mark.textContent = "⇄";
    return mark;
  }
}

const switchPoint = new SwitchPoint();
const refresh = StateEffect.define<null>();
let shown = false;
/** The lines of a text at which another task can come in: the first characters of each. */
const known = new WeakMap<Text, { length: number; lines: Set<number> }>();

function switchLines(state: EditorState): Set<number> {
  const tree = syntaxTree(state);
  const before = known.get(state.doc);
  if (before?.length === tree.length) return before.lines;
  const lines = new Set<number>();
  const add = (at: number) => lines.add(state.doc.lineAt(at).from);
  tree.iterate({
    enter: ({ name, node }) => {
      if (name === "await") add(node.from);
      if (name !== "async") return;
      const what = node.nextSibling?.name;
      if (what === "for") add(node.from);
      // Entering waits, and leaving does.
      if (what === "with") {
        add(node.from);
        if (node.parent) add(node.parent.to);
      }
    },
  });
  known.set(state.doc, { length: tree.length, lines });
  return lines;
}

const switchPoints = gutter({
  class: "cm-switch-gutter",
  lineMarker: ({ state }, { from }) => (shown && switchLines(state).has(from) ? switchPoint : null),
  lineMarkerChange: ({ docChanged, transactions, startState, state }) =>
    docChanged ||
    syntaxTree(startState) !== syntaxTree(state) ||
    transactions.some(({ effects }) => effects.some((effect) => effect.is(refresh))),
});

/** Shows the switch points of all scripts, or hides them. */
export function showSwitchPoints(view: EditorView | undefined, show: boolean): void {
  shown = show;
  view?.dispatch({ effects: refresh.of(null) });
}

export const reading: Extension = [wrapping, folding, switchPoints];
