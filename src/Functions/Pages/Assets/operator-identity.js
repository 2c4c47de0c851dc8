// Who works at this page: the function key and the name, kept until the tab is closed or «Выйти» is pressed.

const name = "telphin-operator";

// Where the browser forbids storage: until the page is left.
let kept = null;

/** {key, name}, or null. */
export function identity() {
  try {
    return JSON.parse(sessionStorage.getItem(name));
  } catch {
    return kept;
  }
}

/** Keeps who works here, or forgets it with null. */
export function remember(next) {
  kept = next;
  try {
    sessionStorage.setItem(name, JSON.stringify(next));
  } catch {
    // Storage is forbidden.
  }
}

/** A body that says who decides: a function key is shared and names nobody. */
export const signed = body => ({ ...body, operator: identity()?.name });
