// Files and folders that are dropped onto the page. One file on the editor is the editor's: its text goes where it is dropped.
// `files.rs` is the other side.

interface Dropped {
  path: string;
  text: string;
}

type OnDrop = (name: string, files: string, leftOut: string) => void;

/** The most bytes of a file that is read: a link holds no more of all together. */
const LARGEST = 1 << 18;
/** The most files that are looked at: a folder may be anything. */
const MOST = 500;
/** Folders of tools, with nothing that somebody wrote. */
const NOT_OPENED = new Set(["__pycache__", "node_modules", "venv", "env", "dist", "build"]);

function isOpened(name: string, isFolder: boolean): boolean {
  if (name.startsWith(".")) return name === ".env" && !isFolder;
  return !(isFolder && NOT_OPENED.has(name)) && !name.endsWith(".pyc");
}

async function read(file: File): Promise<string | undefined> {
  if (file.size > LARGEST) return undefined;
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
    return text.includes("\0") ? undefined : text;
  } catch {
    return undefined;
  }
}

const fileOf = (entry: FileSystemFileEntry) => new Promise<File>((resolve, reject) => entry.file(resolve, reject));

/** All entries of a folder: a browser gives some at a time. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0 || all.length > MOST) return all;
    all.push(...some);
  }
}

/** What is dropped: an entry of the file system, or a file that is in none. */
type Source = FileSystemEntry | File;

async function walk(source: Source, prefix: string, files: Dropped[], leftOut: string[]): Promise<void> {
  const isFolder = !(source instanceof File) && source.isDirectory;
  if (!isOpened(source.name, isFolder)) return;
  const path = prefix + source.name;
  if (isFolder) {
    const entries = await entriesOf(source as FileSystemDirectoryEntry);
    for (const each of entries) await walk(each, `${path}/`, files, leftOut);
    return;
  }
  const file = () => (source instanceof File ? source : fileOf(source as FileSystemFileEntry));
  const text = files.length < MOST ? await read(await file()) : undefined;
  if (text === undefined) leftOut.push(path);
  else files.push({ path, text });
}

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes("Files") ?? false;
}

function onDrop(tell: OnDrop): void {
  // Without this, a browser leaves the page for a file that is dropped beside the editor.
  window.addEventListener("dragover", (event) => {
    if (hasFiles(event)) event.preventDefault();
  });
  window.addEventListener(
    "drop",
    (event) => {
      if (!hasFiles(event)) return;
      const items = [...(event.dataTransfer?.items ?? [])];
      const sources = items.map((item): Source | null => item.webkitGetAsEntry() ?? item.getAsFile()).filter((source) => source !== null);
      const [first] = sources;
      const isFile = first instanceof File || first?.isFile;
      const onEditor = event.target instanceof Element && event.target.closest(".cm-editor");
      if (sources.length === 1 && isFile && onEditor) return;
      event.preventDefault();
      event.stopPropagation();
      void open(sources, tell);
    },
    { capture: true },
  );
}

async function open(sources: Source[], tell: OnDrop): Promise<void> {
  const files: Dropped[] = [];
  const leftOut: string[] = [];
  for (const source of sources) {
    try {
      await walk(source, "", files, leftOut);
    } catch {
      leftOut.push(source.name);
    }
  }
  const name = sources.length === 1 ? sources[0]?.name : undefined;
  tell(name ?? "", JSON.stringify(files), leftOut.join("\n"));
}

const dropping = { onDrop };
export type Dropping = typeof dropping;

declare global {
  interface Window {
    loopscopeDropping: Dropping;
  }
}
window.loopscopeDropping = dropping;
