// <telphin-billing token="…" account="…">: the whole widget behind one script tag.
import { calls } from "./api.js";
import { h, newId, notice, show } from "./dom.js";
import { memory } from "./memory.js";
import { followTheme } from "./theme.js";

// This file is …/api/pages/<version>/widget.js: the service that it calls is where it came from.
const service = new URL("../../", import.meta.url);
const renewalLimit = 20_000;

const sections = [
  { name: "Клиент Телфин", load: () => import("./client-section.js") },
  { name: "Подключения", load: () => import("./connections-section.js") },
];
const [clientAt, connectionsAt] = [0, 1];

const sheets = await Promise.all(["look.css", "widget.css"].map(async name => {
  const file = await fetch(new URL(name, import.meta.url));
  return new CSSStyleSheet().replace(await file.text());
}));

class TelphinBilling extends HTMLElement {
  static observedAttributes = ["token", "account"];
  #begun = Promise.withResolvers();
  #renewal;
  #context;
  #parts;

  constructor() {
    super();
    this.attachShadow({ mode: "open" }).adoptedStyleSheets = sheets;
  }

  connectedCallback() {
    this.#start();
  }

  attributeChangedCallback(name, before, now) {
    // The same token once more is an answer too.
    if (name === "token") {
      this.#renewal?.resolve(true);
    }
    // Before the first start connectedCallback is still to come.
    if (this.shadowRoot.firstChild && before !== now && (name === "account" || !this.#context)) {
      this.#start();
    }
  }

  /** Fills the form with requisites that the page around already knows: as POST /api/clients takes them. */
  async prefill(requisites) {
    await this.#begun.promise;
    const { clientId, draft } = this.#context.memory;
    // What the customer typed himself goes before, and a client has no form.
    if (!clientId && !draft) {
      await this.#open(clientAt);
      (await this.#parts[clientAt].section).prefill(requisites);
    }
  }

  #start() {
    if (!this.isConnected) {
      return;
    }
    const account = this.getAttribute("account");
    const kept = memory(account);
    const root = h("div.widget.sheet.box", { lang: "ru" }, waiting());
    // As high as it was last time, or as the form will be: what stands below on the page is not to jump.
    root.style.minHeight = kept.height ?? (kept.clientId ? "22em" : "60em");
    const probe = h("span.scheme", { "aria-hidden": "true" });
    this.shadowRoot.replaceChildren(root, probe);
    followTheme(root, this, probe);
    if (!account || !this.getAttribute("token")) {
      return;
    }
    this.#context = {
      api: calls(service, () => this.getAttribute("token"), () => this.#renew()),
      memory: kept,
      client: () => `clients/${encodeURIComponent(kept.clientId)}`,
      emit: (name, detail) => this.#emit(name, detail),
      goToClient: () => this.#open(clientAt, true),
      goToConnections: () => this.#open(connectionsAt, true),
      here: () => this.isConnected,
    };
    root.replaceChildren(...this.#draw());
    this.#begin(root);
  }

  async #begin(root) {
    const { api, memory } = this.#context;
    // The client may have been made in another browser. If that cannot be asked now, the form can still be filled in.
    memory.clientId ??= await api.get("clients").then(({ clients: [newest] }) => newest?.clientId ?? null, () => null);
    if (root.isConnected && this.#parts.every(({ section }) => !section)) {
      await this.#open(memory.clientId ? connectionsAt : clientAt);
    }
    root.style.minHeight = "";
    // It may be hidden, or another may have taken its place.
    if (root.offsetHeight) {
      memory.height = `${root.offsetHeight}px`;
    }
    this.#begun.resolve();
  }

  /** The tabs and their panels. */
  #draw() {
    this.#parts = sections.map(({ name, load }, at) => {
      const ids = [newId(), newId()];
      return {
        load,
        tab: h("button", { type: "button", role: "tab", id: ids[0], "aria-controls": ids[1], onclick: () => this.#open(at) }, name),
        panel: h("section", { role: "tabpanel", id: ids[1], "aria-labelledby": ids[0], tabindex: 0, hidden: at > 0 }, waiting()),
      };
    });
    const list = h("div.tabs", { role: "tablist", "aria-label": "Разделы", onkeydown: ({ key, target }) => {
      if (key === "ArrowLeft" || key === "ArrowRight") {
        const other = this.#parts.findIndex(({ tab }) => tab !== target);
        this.#parts[other].tab.focus();
        this.#open(other);
      }
    } }, this.#parts.map(({ tab }) => tab));
    return [list, ...this.#parts.map(({ panel }) => panel)];
  }

  async #open(at, moved = false) {
    const part = this.#parts[at];
    for (const { tab, panel } of this.#parts) {
      const chosen = tab === part.tab;
      tab.ariaSelected = chosen;
      tab.tabIndex = chosen ? 0 : -1;
      panel.hidden = !chosen;
    }
    try {
      part.section ??= part.load().then(({ start }) => start(part.panel, this.#context));
      await (await part.section).enter(moved);
    } catch {
      part.section = null;
      show(part.panel, notice("bad", "Раздел не загрузился", "Проверьте интернет и обновите страницу."));
    }
  }

  // The page around gets the event and sets a new token; whoever asked meanwhile waits for the same one.
  #renew() {
    if (!this.#renewal) {
      this.#renewal = Promise.withResolvers();
      const limit = setTimeout(this.#renewal.resolve, renewalLimit, false);
      this.#renewal.promise.finally(() => {
        clearTimeout(limit);
        this.#renewal = null;
      });
      this.#emit("token-expired");
    }
    return this.#renewal.promise;
  }

  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

const waiting = () => h("p.waiting.soft", "Загрузка…");

customElements.define("telphin-billing", TelphinBilling);
