// Files that the reader is given to keep.
import { h } from "./dom.js";

/** Has the browser save a file under a name. */
export function download(name, file) {
  const address = URL.createObjectURL(file);
  h("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
