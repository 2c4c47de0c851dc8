// The clock of the product's world; it only goes forward.
import { ask } from "./calls.js";
import { button, h } from "./dom.js";

const shown = new Intl.DateTimeFormat("ru-RU", {
  weekday: "short", day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit",
  timeZone: "Europe/Moscow",
});

export function clock(place) {
  const face = h("span.number", { role: "status" });
  let ahead = 0;
  const tick = () => {
    const now = shown.format(Date.now() + ahead);
    face.textContent = `${now[0].toUpperCase()}${now.slice(1)} (мск)`;
  };
  const set = ({ now }) => {
    ahead = new Date(now) - Date.now();
    tick();
  };
  const move = (text, step) =>
    button(text, async () => set(await ask("/clock", { advance: step })), { "aria-label": `Перевести часы: ${text}` });
  place.append(face, move("+1 день", "P1D"), move("+1 месяц", "P1M"));
  setInterval(tick, 1000);
  ask("/clock").then(set);
}
