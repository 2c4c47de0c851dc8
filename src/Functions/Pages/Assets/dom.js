// Elements made by code: text is only ever set as text, so nothing that a customer typed can become markup.

let lastId = 0;

// Classes that the page around can style as ::part(…).
const partNames = ["button", "primary", "link", "field", "box", "notice", "badge", "group", "summary", "hint", "error"];

/**
 * Makes an element: tag and classes ("p.soft"), then attributes and listeners ("onclick"), if any, then what is inside.
 * Null, false and undefined leave an attribute or a part out.
 */
export function h(selector, ...parts) {
  const [tag, ...classes] = selector.split(".");
  const element = document.createElement(tag);
  element.classList.add(...classes);
  const properties = parts[0]?.constructor === Object ? parts.shift() : {};
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else if (value != null && value !== false) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  const named = partNames.filter(name => element.classList.contains(name));
  if (named.length > 0) {
    element.setAttribute("part", named.join(" "));
  }
  element.append(...parts.flat(Infinity).filter(part => part != null && part !== false));
  return element;
}

/** An id that no other element of this page has. */
export const newId = () => `telphin-${++lastId}`;

/** A promise with what settles it: Promise.withResolvers() is of 2023. */
export function deferred() {
  const result = {};
  result.promise = new Promise((resolve, reject) => Object.assign(result, { resolve, reject }));
  return result;
}

/** Shows a view in place of another, and moves the reader to its heading when he asked for it. */
export function show(place, view, moved = true) {
  place.replaceChildren(...[view].flat());
  if (moved) {
    place.querySelector("h1, h2")?.focus();
  }
}

/** A view's heading, where keyboard and screen reader land. */
export const heading = (text, tag = "h2") => h(tag, { tabindex: "-1", part: "heading" }, text);

/** A message in a box. `kind`: info, good, warn, bad. Bad ones are read out at once. */
export const notice = (kind, title, ...text) =>
  h(`div.notice.${kind}`, { role: kind === "bad" ? "alert" : "status" }, h("strong", title), text);

/** A message about what was just done: the view that shows it puts the reader there. */
export const done = (title, ...text) => {
  const message = notice("good", title, ...text);
  message.tabIndex = -1;
  return message;
};

/** Quiet lines where a view is about to stand. A screen reader is told. */
export const skeleton = (lines = 5) => h("div.skeleton",
  h("p.visually-hidden", { role: "status" }, "Загрузка…"),
  Array.from({ length: lines }, () => h("span")));

/** A word in a frame. `tone`: paid, unpaid, expired. */
export const badge = (text, tone) => h(tone ? `span.badge.${tone}` : "span.badge", text);

/** What a problem says, as a message; of another fault, that there was one. */
export const problemNotice = ({ title = "Не получилось", detail = "Попробуйте через минуту или обновите страницу." }) =>
  notice("bad", title, detail);

/** What a view shows that could not be loaded, and a way to try again. */
export const failure = (problem, again) => [problemNotice(problem), button("Повторить", again)];

/** Name and value in pairs; a pair without a value is left out. */
export const facts = (...pairs) =>
  h("dl", pairs.filter(pair => pair && pair[1]).map(([name, value]) => [h("dt", name), h("dd", value)]));

/** Pairs of name and value under a title; nothing if none has a value. */
export const group = (title, ...pairs) => pairs.some(([, value]) => value)
  && h("section.group", h("h3", title), facts(...pairs));

/** A link that leaves the page as it is. */
export const link = (href, text) => h("a", { href, target: "_blank", rel: "noopener" }, text);

/** A button that does one thing at a time: pressing again while it works does nothing. */
export function button(text, work, properties) {
  const element = h("button.button", { type: "button", ...properties }, text);
  element.addEventListener("click", () => alone(element, work));
  return element;
}

/** How a button looks that does what the view is for, and one that is less than that. */
export const primary = { class: "button primary" };
export const plain = { class: "link" };

/** The button that sends a form. */
export const submit = text => h("button", { ...primary, type: "submit" }, text);

/**
 * A form that sends once at a time. A problem that `work` throws is shown above the last of its parts, the row of
 * buttons.
 */
export function form(work, properties, ...parts) {
  const outcome = h("div");
  const element = h("form.stack", { novalidate: true, ...properties }, parts.slice(0, -1), outcome, parts.at(-1));
  // Leaving a field shows its error, which would move a button from under the pointer before it is released.
  element.addEventListener("mousedown", event => event.target.closest("button") && event.preventDefault());
  element.addEventListener("submit", event => {
    event.preventDefault();
    alone(element, async () => {
      outcome.replaceChildren();
      try {
        await work();
      } catch (problem) {
        outcome.replaceChildren(problemNotice(problem));
      }
    });
  });
  return element;
}

/** Marks a part whose content is out of date or at work. An attribute, because Firefox before 119 has no ariaBusy. */
export function busy(element, yes) {
  if (yes) {
    element.setAttribute("aria-busy", "true");
  } else {
    element.removeAttribute("aria-busy");
  }
}

async function alone(element, work) {
  if (element.getAttribute("aria-busy")) {
    return;
  }
  busy(element, true);
  try {
    await work();
  } finally {
    busy(element, false);
  }
}
