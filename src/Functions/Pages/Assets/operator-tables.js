// Tables of the operator's lists, and lists that go on below.
import { button, h, problemNotice } from "./dom.js";
import { pageOf } from "./operator-api.js";

/** A table of rows: `columns` are the names of its columns, those of sums as [name, "sum"]. */
export const table = (caption, columns, rows) => h("table.list",
  h("caption.visually-hidden", caption),
  h("thead", h("tr", columns.map(column => {
    const [name, look] = [column].flat();
    return h("th", { scope: "col", class: look }, name);
  }))),
  rows);

/**
 * A list that is loaded by pages: `of` names the rows in the answer, `row` draws one, and `none` stands there if it is
 * empty.
 */
export async function paged(api, path, { of, caption, columns, row, none }) {
  const body = h("tbody");
  const outcome = h("div");
  let next;
  const load = async () => {
    const page = await api.get(pageOf(path, next));
    body.append(...page[of].map(row));
    next = page.next;
    more.hidden = !next;
  };
  const more = button("Показать ещё", async () => {
    try {
      outcome.replaceChildren();
      await load();
    } catch (problem) {
      outcome.replaceChildren(problemNotice(problem));
    }
  }, { class: "button screen" });
  await load();
  return body.childElementCount === 0 && !next ? none : h("div.stack", table(caption, columns, body), outcome, more);
}
