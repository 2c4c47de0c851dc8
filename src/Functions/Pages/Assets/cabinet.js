// The cabinet's page: which view is shown, and the session that it needs.
import { access } from "./access.js";
import { account, transfer } from "./account.js";
import { calls } from "./api.js";
import { invoice, invoices } from "./cabinet-invoices.js";
import { claim } from "./claim.js";
import { contactChange } from "./contact.js";
import { toast } from "./copy.js";
import { button, failure, h, heading, notice, show, skeleton } from "./dom.js";
import { clock } from "./format.js";
import { drawFrame, drawParts, nameDocument } from "./frame.js";
import { history } from "./history.js";
import { numbers } from "./numbers.js";
import { login, newPassword, passwordChange, restore } from "./passwords.js";
import { join, keep, onShared, session } from "./session.js";

const service = new URL("../../", import.meta.url);
const place = document.getElementById("view");
const sessionEnd = document.getElementById("session");
// A token that is refused is not renewed: it ends the session.
const api = calls(service, () => session()?.token, async () => {
  ended("Прошло много времени, или пароль сменили. Войдите ещё раз.");
  return false;
});
const longestTimer = 60_000;
const announcedBefore = 120_000;
let timer;
// The service lets a session go on for some hours, not for ever.
let canGoOn = true;
// The token of a letter's link. It stays out of the browser's history, and is kept while its view is tried again.
let token;
// Grows with every view, so that one which arrives late does not take the place of a newer one.
let asked = 0;

const context = { api, begin, go, leave, login: "" };

// By address: letters lead to #password and #contact, to #restore, and to the token of a link (token=… after ? or #).
const views = {
  "#top-up": transfer,
  "#claim": claim,
  "#invoices": invoices,
  "#numbers": numbers,
  "#history": history,
  "#access": access,
  "#password": passwordChange,
  "#contact": contactChange,
};
const partOf = { "#top-up": "#", "#claim": "#", "#password": "#access", "#contact": "#access" };

function route() {
  const given = /[?&#]token=([^&#]+)/.exec(location.search + location.hash)?.[1];
  if (given) {
    token = new URLSearchParams(`token=${given}`).get("token");
    window.history.replaceState(null, "", `${location.pathname}#new-password`);
  }
  if (location.hash === "#new-password" && token) {
    return newPassword(context, token);
  }
  if (location.hash === "#restore") {
    return restore(context);
  }
  if (!session()) {
    return login(context);
  }
  const number = numberIn(location.hash);
  return number ? invoice(context, number) : (views[location.hash] ?? account)(context);
}

/** The number of the invoice that an address leads to. */
const numberIn = hash => /^#invoices\/([\d-]+)$/.exec(hash)?.[1];

async function view(moved = true, ...messages) {
  const mine = ++asked;
  place.classList.add("late");
  let content;
  try {
    content = await route();
  } catch (problem) {
    content = h("div.card.stack", heading("Раздел не открылся", "h1"), failure(problem, () => view()));
  }
  if (mine !== asked) {
    return;
  }
  place.classList.remove("late");
  show(place, [...messages, content], moved);
  const part = numberIn(location.hash) ? "#invoices"
    : partOf[location.hash] ?? (views[location.hash] ? location.hash : "#");
  drawParts(Boolean(session()), part, () => leave());
  nameDocument(place.querySelector("h1")?.textContent);
  watch();
}

/** Starts a session with what the service gave for it, and goes on to where the customer was going. */
function begin(next, ...messages) {
  canGoOn = true;
  keep(next);
  return view(true, ...messages);
}

/** Ends the session, and shows the way in. */
function leave(...messages) {
  keep(null);
  token = null;
  return go("#", ...messages);
}

// Who logs in again is where the session ended.
function ended(text) {
  keep(null);
  return view(true, notice("warn", "Сеанс завершён", text));
}

/** Goes to a view, without the way back to this one. */
function go(hash, ...messages) {
  window.history.replaceState(null, "", `${location.pathname}${hash}`);
  return view(true, ...messages);
}

// Looks when the session should be over whether it is; the service decides, for this computer's clock may be wrong.
function watch() {
  clearTimeout(timer);
  sessionEnd.replaceChildren();
  if (!session()) {
    return;
  }
  const { expiresAt } = session();
  const left = new Date(expiresAt) - Date.now();
  const announced = left - announcedBefore;
  if (announced > 0) {
    timer = setTimeout(watch, Math.min(announced, 2 ** 31 - 1));
    return;
  }
  sessionEnd.replaceChildren(notice("info", `Сеанс закончится в ${clock(expiresAt)}`,
    canGoOn ? h("div.row", button("Продлить", goOn)) : "После этого войдите ещё раз: вы вернётесь туда же."));
  timer = setTimeout(check, Math.max(1000, left > 0 ? left : longestTimer));
}

async function goOn() {
  const before = session().expiresAt;
  try {
    keep(await api.post("cabinet/session/renewal"));
    canGoOn = session().expiresAt > before;
    watch();
    toast(place, `Сеанс продлён до ${clock(session().expiresAt)}`);
  } catch (problem) {
    if (session()) {
      sessionEnd.replaceChildren(...failure(problem, goOn));
    }
  }
}

async function check() {
  const mine = asked;
  await api.get("cabinet/account").catch(() => null);
  if (mine === asked) {
    watch();
  }
}

async function start() {
  drawFrame();
  place.replaceChildren(h("div.card", skeleton()));
  await join();
  onShared(before => {
    if (!session()) {
      ended("Вы вышли в другой вкладке. Войдите ещё раз.");
    } else if (before) {
      watch();
    } else {
      view(false);
    }
  });
  addEventListener("hashchange", () => view());
  view(false);
}

start();
