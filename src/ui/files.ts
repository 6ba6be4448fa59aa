// Files that the page makes, and pictures for the clipboard. `files.rs` is the other side.

/** Device pixels to a CSS pixel: sharp on a slide. */
const SHARPNESS = 2;
/** The most pixels that every browser's canvas has along a side. */
const LONGEST = 8192;

function save(name: string, type: string, bytes: Uint8Array<ArrayBuffer>): void {
  give(name, new Blob([bytes], { type }));
}

function give(name: string, blob: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** A picture of an SVG that stands alone. */
async function png(svg: string): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const { naturalWidth: width, naturalHeight: height } = image;
  const scale = Math.min(SHARPNESS, LONGEST / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no canvas");
  context.scale(scale, scale);
  context.drawImage(image, 0, 0);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png");
  });
}

async function savePng(name: string, svg: string): Promise<void> {
  give(name, await png(svg));
}

function copyPng(svg: string): Promise<void> {
  // The picture is promised: some browsers let nothing be copied that comes later.
  return navigator.clipboard.write([new ClipboardItem({ "image/png": png(svg) })]);
}

const files = { save, savePng, copyPng };
export type Files = typeof files;

declare global {
  interface Window {
    loopscopeFiles: Files;
  }
}
window.loopscopeFiles = files;
