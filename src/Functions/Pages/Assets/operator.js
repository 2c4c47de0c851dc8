// The operator's page: which view is shown, and the key that it needs.
import { toast } from "./copy.js";
import { button, failure, h, heading, notice, plain, show, skeleton } from "./dom.js";
import { operatorCalls } from "./operator-api.js";
import { client } from "./operator-client.js";
import { clients } from "./operator-clients.js";
import { events } from "./operator-events.js";
import { failures } from "./operator-failures.js";
import { identity, remember } from "./operator-identity.js";
import { movement } from "./operator-movement.js";
import { reconciliation } from "./operator-reconciliation.js";
import { registers } from "./operator-registers.js";
import { signIn } from "./operator-sign-in.js";
import { statement } from "./operator-statement.js";
import { statements } from "./operator-statements.js";
import { suspense } from "./operator-suspense.js";
import { today } from "./operator-today.js";
import { operator } from "./settings.js";

const at = id => document.getElementById(id);
const place = at("view");
const api = operatorCalls(() => leave(notice("warn", "Ключ больше не действует", "Введите новый ключ доступа.")));
const context = { api, refresh, leave };

// By address: «#clients», «#clients/…» with an id.
const parts = [
  { key: "", name: "Сегодня", view: today },
  { key: "clients", name: "Клиенты", view: clients, one: client },
  { key: "statements", name: "Выписки", view: statements, one: statement },
  { key: "suspense", name: "Невыясненные", view: suspense, one: movement },
  { key: "failures", name: "Сбои", view: failures },
  { key: "events", name: "События", view: events, one: events },
  { key: "registers", name: "Реестры", view: registers },
  { key: "reconciliation", name: "Сверка", view: reconciliation, one: reconciliation },
];

// Grows with every view, so that one which arrives late does not take the place of a newer one.
let asked = 0;

function route() {
  const [key, id] = location.hash.slice(1).split("/").map(decodeURIComponent);
  const part = parts.find(one => one.key === key) ?? parts[0];
  return { part, load: () => id && part.one ? part.one(context, id) : part.view(context) };
}

async function view(moved = true, ...messages) {
  const mine = ++asked;
  const { part, load } = route();
  const isIn = Boolean(identity());
  drawFrame(isIn && part);
  place.classList.add("late");
  let content;
  try {
    content = await (isIn ? load() : signIn(context, () => view()));
  } catch (problem) {
    content = h("div.card.stack", heading("Раздел не открылся", "h1"), failure(problem, () => view()));
  }
  if (mine === asked) {
    place.classList.remove("late");
    show(place, [...messages, content], moved);
    document.title = [place.querySelector("h1")?.textContent, operator.name].filter(Boolean).join(" · ");
  }
}

/** Shows the view again after something was done in it, and says what. */
async function refresh(text) {
  await view();
  toast(place, text);
}

/** Forgets the key and the name. */
function leave(...messages) {
  remember(null);
  return view(true, ...messages);
}

function drawFrame(part) {
  at("brand").textContent = operator.name;
  at("parts").hidden = !part;
  at("parts").replaceChildren(
    ...parts.map(({ key, name }) => h("a", { href: `#${key}`, "aria-current": key === part.key && "page" }, name)));
  at("parts").querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  at("who").replaceChildren(...part
    ? [h("span.soft.small.long", identity().name), button("Выйти", () => leave(), plain)]
    : []);
}

place.replaceChildren(h("div.card", skeleton()));
addEventListener("hashchange", () => view());
view(false);
