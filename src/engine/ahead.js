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
  return shelvesOf(imported(message), places, needs);
}

/** The shelves of modules, by the first parts of their names, and those that these need. */
export function shelvesOf(names, places, needs) {
  const found = new Set();
  const add = (shelf) => {
    if (found.has(shelf)) return;
    found.add(shelf);
    needs[shelf]?.forEach(add);
  };
  for (const top of names) if (Object.hasOwn(places, top)) add(places[top]);
  return [...found];
}

/**
 * The image that a script is to be run from: the first one that it asks for, or the one that is everybody's.
 *
 * @param {Uint8Array} message as above; a server that is only typed at a terminal counts as imported
 * @param {Record<string, { asked: string[] | null }>} images
 * @returns {string}
 */
export function wantedImage(message, images) {
  const names = imported(message);
  const text = new TextDecoder().decode(message);
  const asks = ({ asked }) => asked?.some((name) => names.has(name) || text.includes(`${name} main:`));
  const entries = Object.entries(images);
  return (entries.find(([, image]) => asks(image)) ?? entries.find(([, { asked }]) => !asked))[0];
}

/** The first parts of the names that a script imports. */
function imported(message) {
  const found = new Set();
  const [first, ...lines] = new TextDecoder().decode(message).split("\n");
  // Before the script's first line stands what else the message says.
  const begins = first.search(/(?:from|import)\s/);
  if (begins >= 0) lines.push(first.slice(begins));
  for (const line of lines) {
    const [, from, names] = IMPORT.exec(line) ?? [];
    for (const name of (from ?? names ?? "").split(",")) {
      const [top] = name.trim().split(/[.\s]/);
      if (top) found.add(top);
    }
  }
  return found;
}
