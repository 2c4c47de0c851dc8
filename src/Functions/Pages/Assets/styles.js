// The widget's look, for its shadow root.
const files = ["look.css", "widget.css"].map(name => new URL(name, import.meta.url));
const canAdopt = "adoptedStyleSheets" in Document.prototype;
let loading;

/** Gives a shadow root the widget's look; throws if a file does not load, and can then be called again. */
export async function dress(shadow) {
  if (!canAdopt) {
    return link(shadow);
  }
  loading ??= Promise.all(files.map(load));
  try {
    shadow.adoptedStyleSheets = await loading;
  } catch (fault) {
    loading = null;
    throw fault;
  }
}

async function load(file) {
  const answer = await fetch(file);
  if (!answer.ok) {
    throw new Error(`${file} does not load.`);
  }
  return new CSSStyleSheet().replace(await answer.text());
}

// Safari before 16.4.
async function link(shadow) {
  const links = files.map(file => Object.assign(document.createElement("link"), { rel: "stylesheet", href: file }));
  const loaded = links.map(one => new Promise((resolve, reject) => {
    one.addEventListener("load", resolve);
    one.addEventListener("error", () => reject(new Error(`${one.href} does not load.`)));
  }));
  for (const old of shadow.querySelectorAll("link")) {
    old.remove();
  }
  shadow.prepend(...links);
  await Promise.all(loaded);
}
