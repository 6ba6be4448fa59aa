// What the page marks in a script: where it failed, the line that is looked at, the tasks that wait at a line.

import { type EditorState, type Extension, RangeSet, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, gutter, GutterMarker, WidgetType } from "@codemirror/view";

/** Where a script failed and what Python said. Positions are offsets in the document. */
export interface Fault {
  from: number;
  to: number;
  message: string;
}

export const setFault = StateEffect.define<Fault | null>();
export const setLitLine = StateEffect.define<number | null>();

class Message extends WidgetType {
  constructor(readonly message: string) {
    super();
  }

  override eq(other: Message): boolean {
    return other.message === this.message;
  }

  override toDOM(): HTMLElement {
    const element = document.createElement("div");
    element.className = "cm-fault-message";
    element.setAttribute("role", "note");
    element.dataset.testid = "editor-error";
    element.textContent = this.message;
    return element;
  }

  override ignoreEvent(): boolean {
    return false;
  }
}

function drawFault(state: EditorState, { from, to, message }: Fault): DecorationSet {
  const line = state.doc.lineAt(from);
  const marks = [Decoration.line({ class: "cm-fault-line" }).range(line.from)];
  if (to > from) marks.push(Decoration.mark({ class: "cm-fault" }).range(from, to));
  marks.push(Decoration.widget({ widget: new Message(message), block: true, side: 1 }).range(line.to));
  return Decoration.set(marks);
}

/** The mark of a failure; it goes when its line is edited. */
export const fault = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(setFault)) return effect.value ? drawFault(transaction.state, effect.value) : Decoration.none;
    }
    if (!transaction.docChanged || marks.size === 0) return marks;
    const first = marks.iter();
    const line = transaction.startState.doc.lineAt(first.from);
    return transaction.changes.touchesRange(line.from, line.to) ? Decoration.none : marks.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** The line that is looked at; any edit ends it. */
export const litLine = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    for (const effect of transaction.effects) {
      if (!effect.is(setLitLine)) continue;
      if (effect.value === null) return Decoration.none;
      const line = transaction.state.doc.lineAt(effect.value);
      return Decoration.set([Decoration.line({ class: "cm-lit-line" }).range(line.from)]);
    }
    return transaction.docChanged ? Decoration.none : marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** A task that waits at a line, which begins at `from`. */
export interface TaskMark {
  from: number;
  colour: string;
  name: string;
}

export const setTaskMarks = StateEffect.define<TaskMark[]>();

/** The chips of the tasks at one line, three at most. */
class Chips extends GutterMarker {
  constructor(readonly marks: TaskMark[]) {
    super();
  }

  override eq(other: Chips): boolean {
    const key = (chips: Chips) => chips.marks.map(({ colour, name }) => `${colour} ${name}`).join("\n");
    return key(other) === key(this);
  }

  override toDOM(): HTMLElement {
    const place = document.createElement("span");
    place.className = "cm-tasks";
    place.title = this.marks.map(({ name }) => name).join(", ");
    for (const { colour } of this.marks.slice(0, 3)) {
      const chip = document.createElement("span");
      chip.className = "chip";
      chip.style.backgroundColor = colour;
      place.append(chip);
    }
    return place;
  }
}

const marked = StateField.define<RangeSet<GutterMarker>>({
  create: () => RangeSet.empty,
  update(marks, transaction) {
    for (const effect of transaction.effects) {
      if (!effect.is(setTaskMarks)) continue;
      const lines = new Map<number, TaskMark[]>();
      for (const mark of effect.value) lines.set(mark.from, [...(lines.get(mark.from) ?? []), mark]);
      return RangeSet.of([...lines].map(([from, tasks]) => new Chips(tasks).range(from)), true);
    }
    // An edit makes them those of another text.
    return transaction.docChanged ? RangeSet.empty : marks;
  },
});

/** The gutter in which tasks are marked. */
export const taskMarks: Extension = [
  marked,
  gutter({ class: "cm-task-gutter", markers: (view) => view.state.field(marked) }),
];
