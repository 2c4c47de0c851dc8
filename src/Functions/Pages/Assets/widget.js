// <telphin-billing token="…" account="…">: the whole widget behind one script tag.
import { calls } from "./api.js";
import { deferred, failure, h, show, skeleton } from "./dom.js";
import { memory } from "./memory.js";
import { isSection, sections } from "./sections.js";
import { accountOfOther, explained, noToken } from "./start-problems.js";
import { dress } from "./styles.js";
import { support } from "./support.js";
import { followTheme } from "./theme.js";
import { renewals, subjectOf } from "./token.js";

// This file is …/api/pages/<version>/widget.js: the service that it calls is where it came from.
const service = new URL("../../", import.meta.url);
const renewalLimit = 20_000;
const patience = 10_000;

class TelphinBilling extends HTMLElement {
  static observedAttributes = ["token", "account", "section", "theme"];
  #root = h("div.widget.sheet", { lang: "ru", part: "widget" });
  #probe = h("span.scheme", { "aria-hidden": "true" });
  #renewals = renewals(() => this.#emit("token-expired"), renewalLimit);
  #started = deferred();
  #settling = false;
  #wasAway = false;
  // The account that is shown.
  #account;
  // What runs for that account; null before its start and after a start that failed.
  #run = null;
  #timer;
  #follow;
  #dressed;

  constructor() {
    super();
    // Nothing is seen without its look.
    this.#root.style.visibility = "hidden";
    this.attachShadow({ mode: "open" }).append(this.#root, this.#probe);
  }

  connectedCallback() {
    this.#follow ??= followTheme(this.#root, this, this.#probe);
    this.#follow();
    this.#settleSoon();
  }

  disconnectedCallback() {
    // An element that is only moved is back before this.
    queueMicrotask(() => { this.#wasAway ||= !this.isConnected; });
  }

  attributeChangedCallback(name, before, now) {
    if (name === "section") {
      if (before !== now && isSection(now)) {
        this.#run?.sections?.open(now);
      }
      return;
    }
    if (name === "theme") {
      this.#follow?.();
      return;
    }
    this.#settleSoon();
    if (name === "token") {
      // The same token once more is an answer too.
      this.#renewals.end();
    }
  }

  /** Fills the form with requisites that the page around already knows: as POST /api/clients takes them. */
  async prefill(requisites) {
    await this.#started.promise;
    const { context, sections } = this.#run;
    const { clientId, draft } = context.memory;
    // What the customer typed himself goes before, and a client has no form.
    if (!clientId && !draft) {
      (await sections.open("client"))?.prefill(requisites);
    }
  }

  /** Opens «Подключения», and with a phone number its payment. */
  async open(phone) {
    await this.#started.promise;
    const section = await this.#run.sections.open("connections", true);
    if (phone) {
      await section?.open?.(phone);
    }
  }

  // Attributes are set one after the other, in any order. What they say together counts.
  #settleSoon() {
    if (!this.#settling) {
      this.#settling = true;
      queueMicrotask(() => {
        this.#settling = false;
        if (this.isConnected) {
          this.#settle();
        }
      });
    }
  }

  #settle() {
    const account = this.getAttribute("account") || subjectOf(this.getAttribute("token")) || this.#account;
    const obstacle = this.#obstacle();
    const isOther = account !== this.#account || (obstacle === accountOfOther && this.#run);
    if (isOther || !this.#root.firstChild) {
      this.#clear(account);
    }
    this.#dressed ??= this.#dress();
    clearTimeout(this.#timer);
    if (obstacle && !this.#run) {
      this.#timer = setTimeout(() => this.#fail(this.#obstacle() ?? noToken), patience);
    } else if (!this.#run) {
      this.#start();
    } else if (this.#wasAway) {
      this.#run.sections?.resume();
    }
    this.#wasAway = false;
  }

  /** What keeps the widget from starting: no token, or that of another account. */
  #obstacle() {
    const token = this.getAttribute("token");
    const account = this.getAttribute("account");
    const subject = subjectOf(token);
    return !token ? noToken : account && subject && account !== subject ? accountOfOther : null;
  }

  #clear(account) {
    this.#account = account;
    if (this.#run?.isReady) {
      this.#started = deferred();
    }
    this.#run = null;
    const { height, clientId } = memory(account);
    // As high as it was last time, or as the form will be: what stands below on the page is not to jump.
    this.#root.style.minHeight = height ?? (clientId ? "352px" : "960px");
    this.#root.replaceChildren(skeleton(8));
  }

  #dress() {
    const dressed = dress(this.shadowRoot).then(() => { this.#root.style.visibility = ""; });
    dressed.catch(() => { this.#dressed = null; });
    return dressed;
  }

  async #start() {
    const run = this.#run = {};
    run.context = this.#contextOf(run, this.#account);
    const { api, memory, here } = run.context;
    try {
      const [{ clients }] = await Promise.all([api.get("clients"), this.#dressed ??= this.#dress()]);
      if (!here()) {
        // Either another account is shown now, or the element comes back later.
        this.#run = this.#run === run ? null : this.#run;
        return;
      }
      // The client may have been made in another browser.
      if (clients.every(one => one.clientId !== memory.clientId)) {
        memory.clientId = clients[0]?.clientId ?? null;
      }
      run.sections = sections(run.context, {
        opened: () => this.#ready(run),
        failed: problem => {
          this.#root.style.minHeight = "";
          this.#say(problem);
        },
      });
      const hadFocus = this.shadowRoot.activeElement !== null;
      this.#root.replaceChildren(...run.sections.view, support());
      const asked = this.getAttribute("section");
      await run.sections.open(isSection(asked) ? asked : memory.clientId ? "connections" : "client", hadFocus);
    } catch (problem) {
      if (this.#run === run) {
        this.#run = null;
        await this.#fail(problem);
      }
    }
  }

  #contextOf(run, account) {
    const kept = memory(account);
    const isShown = () => this.#run === run;
    const token = () => {
      const current = this.getAttribute("token");
      return isShown() && [account, undefined].includes(subjectOf(current)) ? current : null;
    };
    return {
      api: calls(service, token, () => this.#renewals.begin()),
      memory: kept,
      client: () => `clients/${encodeURIComponent(kept.clientId)}`,
      emit: (name, detail) => this.#emit(name, detail),
      goToClient: () => run.sections.open("client", true),
      goToConnections: () => run.sections.open("connections", true),
      goToNewInvoice: async () => (await run.sections.open("invoices"))?.issue(),
      here: () => this.isConnected && isShown(),
    };
  }

  #ready(run) {
    if (!run.isReady && this.#run === run) {
      run.isReady = true;
      this.#root.style.minHeight = "";
      // It may be hidden.
      if (this.#root.offsetHeight) {
        run.context.memory.height = `${this.#root.offsetHeight}px`;
      }
      this.#started.resolve();
      this.#emit("ready");
    }
  }

  async #fail(fault) {
    const problem = await explained(fault);
    if (!this.#run) {
      this.#root.style.visibility = this.#root.style.minHeight = "";
      show(this.#root, [h("div.stack", failure(problem, () => this.#again())), support()], false);
      this.#say(problem);
    }
  }

  async #again() {
    if (!this.#obstacle()) {
      await this.#start();
    } else {
      // What comes of it, #settle sees.
      await this.#renewals.begin();
    }
  }

  // It does not bubble: listeners of the whole page for errors of scripts are not to get it.
  #say({ code, title, detail }) {
    this.dispatchEvent(new CustomEvent("error", { detail: { code, title, detail } }));
  }

  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

customElements.define("telphin-billing", TelphinBilling);
