// Calls of this page: to the outside world that serves it, and, as a CRM would, to the service.

const name = "world";

/** Where the service is. */
export const functions = document.querySelector("meta[name=functions]").content;

/** JSON of the outside world; throws what it answers instead: {title, detail}. */
export async function ask(path, body, method = body ? "POST" : "GET") {
  const answer = await fetch(path,
    { method, body: body && JSON.stringify(body), headers: body && { "Content-Type": "application/json" } });
  const content = await answer.json().catch(() => ({}));
  if (!answer.ok) {
    throw { title: "Не получилось", detail: `Ответ ${answer.status}`, ...content };
  }
  return content;
}

/** The client that was made with the widget, or null as long as there is none. */
export async function client() {
  const { id } = memory();
  if (!id) {
    return null;
  }
  const { token } = await ask("/widget-token?account=demo");
  const answer = await fetch(`${functions}api/clients/${encodeURIComponent(id)}`,
    { headers: { Authorization: `Bearer ${token}` } });
  if (answer.status === 404) {
    localStorage.removeItem(name); // the product was started from empty state
  }
  return answer.ok ? await answer.json() : null;
}

/** What the guide remembers: the client's id, and which steps are done. */
export const memory = () => JSON.parse(localStorage.getItem(name)) ?? {};

/** Remembers more. */
export const remember = more => localStorage.setItem(name, JSON.stringify({ ...memory(), ...more }));
