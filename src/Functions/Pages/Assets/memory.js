// What is remembered where the browser forbids storage: until the page is left.
const fallback = {};

/**
 * What the widget remembers between visits, for one widget account: the client's id and its own height for good,
 * half-typed requisites (`draft`) and changes of them for as long as the tab lives.
 */
export const memory = account => Object.defineProperties({}, {
  clientId: kept(`client.${account}`, () => localStorage),
  height: kept(`height.${account}`, () => localStorage),
  draft: kept(`draft.${account}`, () => sessionStorage),
  change: kept(`change.${account}`, () => sessionStorage),
});

const kept = (name, store) => ({
  get() {
    try {
      return name in fallback ? fallback[name] : JSON.parse(store().getItem(`telphin-billing.${name}`));
    } catch {
      return fallback[name];
    }
  },
  set(value) {
    try {
      store().setItem(`telphin-billing.${name}`, JSON.stringify(value));
      delete fallback[name];
    } catch {
      // Storage is forbidden or full.
      fallback[name] = value;
    }
  },
});
