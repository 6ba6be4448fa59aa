// Completion: asyncio's names behind `asyncio.`, the script's own names and Python's words elsewhere. Tab takes what is
// offered; Enter always ends the line.

import { acceptCompletion, autocompletion, type Completion, type CompletionContext, completionKeymap, type CompletionResult } from "@codemirror/autocomplete";
import { localCompletionSource, pythonLanguage } from "@codemirror/lang-python";
import { type Extension, Prec } from "@codemirror/state";
import { keymap } from "@codemirror/view";

const options = (names: string, type: string): Completion[] => names.split(" ").map((label) => ({ label, type }));

const ASYNCIO: Completion[] = [
  ...options(
    "all_tasks as_completed create_task current_task ensure_future gather get_running_loop iscoroutine " +
      "iscoroutinefunction new_event_loop open_connection run run_coroutine_threadsafe shield sleep start_server " +
      "timeout timeout_at to_thread wait wait_for wrap_future",
    "function",
  ),
  ...options(
    "Barrier BoundedSemaphore BrokenBarrierError CancelledError Condition Event Future InvalidStateError " +
      "LifoQueue Lock PriorityQueue Queue QueueEmpty QueueFull QueueShutDown Runner Semaphore Task TaskGroup TimeoutError",
    "class",
  ),
  ...options("ALL_COMPLETED FIRST_COMPLETED FIRST_EXCEPTION", "constant"),
];

const WORDS: Completion[] = [
  ...options(
    "and as assert async await break class continue def del elif else except False finally for from global if import in " +
      "is lambda match None nonlocal not or pass raise return True try while with yield",
    "keyword",
  ),
  ...options(
    "abs all any bool dict enumerate Exception float int isinstance len list map max min open print range repr reversed round " +
      "set sorted str sum super tuple type ValueError zip",
    "function",
  ),
];

function ofAsyncio(context: CompletionContext): CompletionResult | null {
  const before = context.matchBefore(/\basyncio\.\w*/);
  if (!before) return null;
  return { from: before.from + "asyncio.".length, options: ASYNCIO, validFor: /^\w*$/ };
}

function words(context: CompletionContext): CompletionResult | null {
  const before = context.matchBefore(/[\w.]+/);
  // Behind a point are an object's names, which nobody knows here.
  if (!before || before.text.includes(".") || (before.text.length < 2 && !context.explicit)) return null;
  return { from: before.from, options: WORDS, validFor: /^\w*$/ };
}

function own(context: CompletionContext): CompletionResult | null {
  const before = context.matchBefore(/[\w.]+/);
  if (before?.text.includes(".") || (!context.explicit && (before?.text.length ?? 0) < 2)) return null;
  return localCompletionSource(context);
}

type Source = (context: CompletionContext) => ReturnType<typeof own>;

/** In Python alone: a page or a list of names has words of its own. */
const inPython =
  (source: Source): Source =>
  (context) =>
    pythonLanguage.isActiveAt(context.state, context.pos) ? source(context) : null;

export const completion: Extension = [
  autocompletion({
    override: [ofAsyncio, own, words].map(inPython),
    defaultKeymap: false,
    icons: false,
    maxRenderedOptions: 30,
  }),
  Prec.highest(
    keymap.of([...completionKeymap.filter(({ key }) => key !== "Enter"), { key: "Tab", run: acceptCompletion }]),
  ),
];
