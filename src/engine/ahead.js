// What a script will import from shelves, as far as its text says: fetched before it begins, all at once, so that it does
// not wait for one after the other. A guess that is wrong costs a fetch; a miss is fetched when it is imported.

/** `import a, b.c as d` or `from e.f import g`: alone in a line, but for what follows. */
const IMPORT = /^\s*(?:from\s+([\w.]+)\s+import\b|import\s+([\w.,\t ]+))/;

/**
 * The shelves that a script needs.
 *
 * @param {Uint8Array} message what the page asks for: somewhere in it is the script
 * @param {Record<string, string>} places the shelf of every name that can be imported
 * @param {Record<string, string[]>} needs the shelves that a shelf needs
 * @returns {string[]}
 */
export function wanted(message, places, needs) {
  const found = new Set();
  const add = (shelf) => {
    if (found.has(shelf)) return;
    found.add(shelf);
    needs[shelf]?.forEach(add);
  };
  const [first, ...lines] = new TextDecoder().decode(message).split("\n");
  // Before the script's first line stands what else the message says.
  const begins = first.search(/(?:from|import)\s/);
  if (begins >= 0) lines.push(first.slice(begins));
  for (const line of lines) {
    const [, from, names] = IMPORT.exec(line) ?? [];
    for (const name of (from ?? names ?? "").split(",")) {
      const [top] = name.trim().split(/[.\s]/);
      if (Object.hasOwn(places, top)) add(places[top]);
    }
  }
  return [...found];
}
