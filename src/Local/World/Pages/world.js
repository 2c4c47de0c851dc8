// The pages of the outside world: what this is, a CRM with the widget in it, the mailbox, the bank, the clock, and what
// is behind.
import { bank } from "./bank.js";
import { behind } from "./behind.js";
import { ask, remember } from "./calls.js";
import { clock } from "./clock.js";
import { events } from "./events.js";
import { guide } from "./guide.js";
import { mail } from "./mail.js";

const widget = document.querySelector("telphin-billing");
const desk = document.querySelector(".desk");
const steps = guide(document.getElementById("guide"), widget);
const places = {
  home: () => {},
  crm: () => {},
  mail: mail(document.getElementById("mail"), document.getElementById("unread"), () => steps.draw()),
  bank: bank(document.getElementById("bank"), () => steps.draw()),
  events: events(document.getElementById("events")),
  behind: behind(document.getElementById("behind")),
};

// One page has two addresses: /crm is what letters and the cabinet lead back to.
const first = location.pathname === "/crm" ? "crm" : "home";

function open() {
  const [place, detail] = location.hash.slice(1).split("/");
  const current = place in places ? place : first;
  desk.dataset.place = current;
  for (const name of Object.keys(places)) {
    document.getElementById(name).hidden = name !== current;
  }
  for (const link of document.querySelectorAll(".places a")) {
    if (link.hash === `#${current}`) {
      link.setAttribute("aria-current", "page");
    } else {
      link.removeAttribute("aria-current");
    }
  }
  places[current](detail);
}

// What the widget vendor's back end does for a real CRM page: it gives tokens to those who are logged in there.
async function token() {
  widget.setAttribute("token", (await ask("/widget-token?account=demo")).token);
}

widget.addEventListener("token-expired", token);
widget.addEventListener("client-submitted", event => {
  remember({ id: event.detail.clientId });
  steps.draw();
});
widget.addEventListener("subscription-paid", () => {
  remember({ paid: true });
  steps.draw();
});
addEventListener("hashchange", () => {
  open();
  scrollTo(0, 0);
});

clock(document.getElementById("clock"));
await token();
open();
