// The tabs and their panels. A section is loaded when it is opened for the first time.
import { failure, h, newId, show, skeleton } from "./dom.js";
import { load } from "./files.js";
import { filesMissing } from "./start-problems.js";

const all = [
  { key: "client", name: "Клиент Телфин", file: "client-section.js" },
  { key: "connections", name: "Подключения", file: "connections-section.js" },
  { key: "invoices", name: "Счета", file: "invoices-section.js" },
];

export const isSection = key => all.some(one => one.key === key);

/** `opened()` is called when a section stands, `failed(problem)` when its files do not load. */
export function sections(context, { opened, failed }) {
  const parts = all.map(({ key, name, file }) => {
    const [tabId, panelId] = [newId(), newId()];
    const tab = h("button", {
      type: "button", role: "tab", part: "tab", id: tabId, "aria-controls": panelId, onclick: () => open(key),
    }, name);
    const panel = h("section", {
      role: "tabpanel", part: "panel", id: panelId, "aria-labelledby": tabId, tabindex: 0, hidden: true,
    }, skeleton());
    return { key, file, tab, panel };
  });
  const list = h("div.tabs", { role: "tablist", part: "tabs", "aria-label": "Разделы", onkeydown: follow },
    parts.map(({ tab }) => tab));
  let current;

  /** Shows a section and answers it; nothing if its files do not load. */
  async function open(key, moved = false) {
    current = parts.find(one => one.key === key);
    const part = current;
    for (const { tab, panel } of parts) {
      const chosen = tab === part.tab;
      tab.setAttribute("aria-selected", chosen);
      tab.tabIndex = chosen ? 0 : -1;
      panel.hidden = !chosen;
    }
    try {
      part.section ??= load(part.file).then(({ start }) => start(part.panel, context));
      const section = await part.section;
      await section.enter(moved);
      opened();
      return section;
    } catch {
      part.section = null;
      show(part.panel, h("div.stack", failure(filesMissing, () => open(key, true))));
      failed(filesMissing);
      return null;
    }
  }

  function follow({ key, target }) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[key];
    if (step) {
      const at = parts.findIndex(({ tab }) => tab === target) + step;
      const other = parts[(at + parts.length) % parts.length];
      other.tab.focus();
      open(other.key);
    }
  }

  return { view: [list, ...parts.map(({ panel }) => panel)], open, resume: () => open(current.key) };
}
