// One view after another in the same place, as the widget's sections show them.
import { busy, button, failure, h, heading, notice, primary, show } from "./dom.js";

/**
 * `view(load, moved)` shows what `load` makes, or the problem it met with a way to try again; unless something else was
 * asked for meanwhile. `gone(load)` may take a problem over that says there is nothing.
 */
export function viewer(element, title, gone) {
  // Grows with every view, so that one which arrives late does not take the place of a newer one.
  let asked = 0;
  return async function view(load, moved) {
    const mine = ++asked;
    busy(element, true);
    let parts;
    try {
      parts = await load();
    } catch (problem) {
      if (mine === asked && problem.status === 404 && gone(load)) {
        return;
      }
      parts = [heading(title), failure(problem, () => view(load))];
    }
    if (mine === asked) {
      busy(element, false);
      show(element, h("div.stack", parts), moved);
      element.querySelector(".notice[tabindex]")?.focus();
    }
  };
}

/** What stands where there is no client yet. */
export const noClient = (title, text, goToClient) => h("div.stack.connections",
  heading(title), notice("info", "Сначала отправьте реквизиты", text),
  button("Заполнить реквизиты", goToClient, primary));
