// How a script is read: long comments wrapped, blocks folded, the points marked at which another task can come in.

import { codeFolding, foldGutter, foldKeymap, syntaxTree } from "@codemirror/language";
import { type EditorState, type Extension, RangeSetBuilder, StateEffect, StateField, type Text } from "@codemirror/state";
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
  /** What happened here in the newest run: `""` where the loop was not given back, nothing where that is not known. */
  constructor(readonly said?: string) {
    super();
  }

  override eq(other: SwitchPoint): boolean {
    return other.said === this.said;
  }

  override toDOM(): HTMLElement {
    const mark = document.createElement("span");
    mark.className = this.said ? "cm-switch given" : "cm-switch";
    mark.title = ["Another task can come in here.", this.said === "" ? "In this run none did." : this.said].filter(Boolean).join(" ");
    mark.textContent = "⇄";
    return mark;
  }
}

export const setSwitches = StateEffect.define<Map<number, string> | null>();

/** What is said of lines, by where they begin; null while nothing is known of them. */
const said = StateField.define<Map<number, string> | null>({
  create: () => null,
  update(before, transaction) {
    for (const effect of transaction.effects) if (effect.is(setSwitches)) return effect.value;
    // An edit makes it that of another text.
    return transaction.docChanged ? null : before;
  },
});

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
  lineMarker: ({ state }, { from }) => {
    if (!shown || !switchLines(state).has(from)) return null;
    const known = state.field(said);
    return new SwitchPoint(known ? (known.get(from) ?? "") : undefined);
  },
  lineMarkerChange: ({ docChanged, transactions, startState, state }) =>
    docChanged ||
    syntaxTree(startState) !== syntaxTree(state) ||
    transactions.some(({ effects }) => effects.some((effect) => effect.is(refresh) || effect.is(setSwitches))),
});

/** Shows the switch points of all scripts, or hides them. */
export function showSwitchPoints(view: EditorView | undefined, show: boolean): void {
  shown = show;
  view?.dispatch({ effects: refresh.of(null) });
}

export const reading: Extension = [wrapping, folding, said, switchPoints];
