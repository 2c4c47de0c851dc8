// What the types of /api/pages/widget.d.ts know of the element. Save the file beside your own code.
import type { TelphinError } from "./widget";

const widget = document.createElement("telphin-billing");
widget.addEventListener("error", ({ detail }: CustomEvent<TelphinError>) => console.warn(detail.code, detail.title));
widget.addEventListener("subscription-paid", ({ detail }) => console.log(detail.amount.amount, detail.paidAt));
widget.addEventListener("click", event => event.preventDefault());
void widget.open("+79001234567");
void widget.prefill({ kind: "entrepreneur", inn: "773370857141" });
// @ts-expect-error There is no such kind of client.
void widget.prefill({ kind: "company" });
