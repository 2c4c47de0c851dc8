// The cabinet's page: which view is shown, and the session that it needs.
import { account } from "./account.js";
import { calls } from "./api.js";
import { contactChange } from "./contact.js";
import { button, failure, h, notice, plain, show } from "./dom.js";
import { login, newPassword, passwordChange, restore } from "./passwords.js";
import { keep, session } from "./session.js";

const service = new URL("../../", import.meta.url);
const place = document.getElementById("view");
const who = document.getElementById("who");
const api = calls(service, () => session()?.token, async () => false);
const longestTimer = 60_000;
let timer;
// Grows with every view, so that one which arrives late does not take the place of a newer one.
let asked = 0;

const context = { api, enter, home, leave };

/** What the address asks for: #restore, #password, #contact, or the token of a letter (token=… after ? or #). */
function route() {
  const given = /[?&#]token=([^&#]+)/.exec(location.search + location.hash)?.[1];
  if (given) {
    // The token stays out of the history and of the address that is seen.
    history.replaceState(null, "", "#new-password");
    return newPassword(context, decodeURIComponent(given));
  }
  if (location.hash === "#restore") {
    return restore(context);
  }
  if (!session()) {
    return login(context);
  }
  switch (location.hash) {
    case "#password":
      return passwordChange(context);
    case "#contact":
      return contactChange(context);
    default:
      return account(context);
  }
}

async function open(moved = true, ...messages) {
  const mine = ++asked;
  let view;
  try {
    view = await route();
  } catch (problem) {
    if (mine === asked && problem.status === 401) {
      return leave(notice("warn", "Сеанс завершён", "Войдите ещё раз."));
    }
    view = h("div.card.stack", failure(problem, () => open()));
  }
  if (mine !== asked) {
    return;
  }
  show(place, [...messages, view], moved);
  who.replaceChildren(...session() ? [h("a", { href: "#password" }, "Сменить пароль"), button("Выйти", () => leave(), plain)] : []);
  watch();
}

/** Starts a session with what the service gave for it. */
function enter(next, ...messages) {
  keep(next);
  home(...messages);
}

/** Ends the session, and shows the way in. */
function leave(...messages) {
  keep(null);
  home(...messages);
}

/** The account; without a session, the way in. */
function home(...messages) {
  history.replaceState(null, "", `${location.pathname}#`);
  return open(true, ...messages);
}

// Looks when the session should be over whether it is; the service decides, for this computer's clock may be wrong.
function watch() {
  clearTimeout(timer);
  if (session()) {
    const left = new Date(session().expiresAt) - Date.now();
    timer = setTimeout(check, Math.max(1000, left > 0 ? Math.min(left, 2 ** 31 - 1) : longestTimer));
  }
}

async function check() {
  const mine = asked;
  const problem = await api.get("cabinet/account").catch(problem => problem);
  if (mine !== asked) {
    return;
  }
  if (problem.status === 401) {
    return leave(notice("warn", "Сеанс завершён", "Прошло много времени, войдите ещё раз."));
  }
  watch();
}

addEventListener("hashchange", () => open());
open(false);
