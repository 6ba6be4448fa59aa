// What the diagnosis noticed, in the script: the call underlined, and a mark beside the line's number.

import { type EditorState, type Extension, RangeSet, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, GutterMarker, lineNumberMarkers } from "@codemirror/view";

/** Where something was noticed. Positions are offsets in the document, on one line. */
export interface Noticed {
  from: number;
  to: number;
  message: string;
}

export const setFindings = StateEffect.define<Noticed[]>();

/** A line's number with its mark: a marker of ours takes the number's place. */
class Numbered extends GutterMarker {
  constructor(
    readonly number: number,
    readonly message: string,
  ) {
    super();
  }

  override eq(other: Numbered): boolean {
    return other.number === this.number && other.message === this.message;
  }

  override toDOM(): HTMLElement {
    const place = document.createElement("span");
    place.className = "cm-found-number";
    place.title = this.message;
    place.textContent = String(this.number);
    return place;
  }
}

interface Marks {
  underlines: DecorationSet;
  numbers: RangeSet<GutterMarker>;
}

const none: Marks = { underlines: Decoration.none, numbers: RangeSet.empty };

function draw(state: EditorState, noticed: Noticed[]): Marks {
  const byLine = new Map<number, string[]>();
  for (const { from, message } of noticed) {
    const { number } = state.doc.lineAt(from);
    byLine.set(number, [...(byLine.get(number) ?? []), message]);
  }
  const underlines = noticed
    .filter(({ from, to }) => to > from)
    .map(({ from, to, message }) => Decoration.mark({ class: "cm-found", attributes: { title: message } }).range(from, to));
  const numbers = [...byLine].map(([number, messages]) =>
    new Numbered(number, messages.join("\n")).range(state.doc.line(number).from),
  );
  return { underlines: Decoration.set(underlines, true), numbers: RangeSet.of(numbers, true) };
}

const marks = StateField.define<Marks>({
  create: () => none,
  update(value, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(setFindings)) return draw(transaction.state, effect.value);
    }
    // An edit makes them those of another text.
    return transaction.docChanged ? none : value;
  },
  provide: (field) => [
    EditorView.decorations.from(field, ({ underlines }) => underlines),
    lineNumberMarkers.from(field, ({ numbers }) => numbers),
  ],
});

/** Findings in a script. */
export const findingMarks: Extension = marks;
