// Elements made by code: text is only ever set as text, so nothing that a customer typed can become markup.

let lastId = 0;

/** Makes an element. A property that starts with "on" is a listener, any other an attribute; null and false leave it out. */
export function h(tag, properties, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else if (value != null && value !== false) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...children.flat(Infinity).filter(child => child != null && child !== false));
  return element;
}

/** An id that no other element of this page has. */
export const newId = () => `telphin-${++lastId}`;

/** Shows a view in place of another, and moves the reader to its heading when he asked for it. */
export function show(place, view, moved = true) {
  place.replaceChildren(...[view].flat());
  if (moved) {
    place.querySelector("h1, h2")?.focus();
  }
}

/** A view's heading, where keyboard and screen reader land. */
export const heading = (text, tag = "h2") => h(tag, { tabindex: "-1" }, text);

/** A message in a box. `kind`: good, warn, bad. Bad ones are read out at once. */
export function notice(kind, title, ...text) {
  return h("div", { class: `notice ${kind}`, role: kind === "bad" ? "alert" : "status" }, title && h("strong", {}, title), ...text);
}

/** What a problem says, as a message. */
export const problemNotice = problem => notice("bad", problem.title, problem.detail);

/** Name and value in pairs; a pair without a value is left out. */
export function facts(...pairs) {
  return h("dl", { class: "facts" }, pairs.filter(([, value]) => value != null && value !== "").map(([name, value]) =>
    [h("dt", {}, name), h("dd", {}, value)]));
}

/** A button that does one thing at a time: pressing again while it works does nothing. */
export function button(text, work, properties) {
  const element = h("button", { class: "button", type: "button", ...properties }, text);
  element.addEventListener("click", () => alone(element, work));
  return element;
}

/** A form that sends once at a time. */
export function form(work, properties, ...children) {
  const element = h("form", { class: "stack", novalidate: true, ...properties }, ...children);
  element.addEventListener("submit", event => {
    event.preventDefault();
    alone(element, work);
  });
  return element;
}

async function alone(element, work) {
  if (element.ariaBusy === "true") {
    return;
  }
  element.ariaBusy = "true";
  try {
    await work();
  } finally {
    element.ariaBusy = null;
  }
}
