/**
 * What the widget remembers between visits, for one widget account: the client's id for good, a half-typed form for as long
 * as the tab lives. Where the browser forbids storage, it remembers until the page is left.
 */
export function memory(account) {
  return {
    get clientId() { return read(localStore, `client.${account}`); },
    set clientId(id) { write(localStore, `client.${account}`, id); },
    get draft() { return read(sessionStore, `draft.${account}`); },
    set draft(requisites) { write(sessionStore, `draft.${account}`, requisites); },
  };
}

const fallback = new Map();
const localStore = () => localStorage;
const sessionStore = () => sessionStorage;
const keyOf = name => `telphin-billing.${name}`;

function read(store, name) {
  try {
    return JSON.parse(store().getItem(keyOf(name)));
  } catch {
    return fallback.get(name) ?? null;
  }
}

function write(store, name, value) {
  fallback.set(name, value);
  try {
    value == null ? store().removeItem(keyOf(name)) : store().setItem(keyOf(name), JSON.stringify(value));
  } catch {
    // Storage is forbidden or full: the fallback has it.
  }
}
