// The cabinet's session: it lives as long as the tab, and no longer than the service says.

const name = "telphin-cabinet.session";

// Where the browser forbids storage: until the page is left.
let kept = null;

/** {token, expiresAt}, or null. */
export function session() {
  try {
    return JSON.parse(sessionStorage.getItem(name));
  } catch {
    return kept;
  }
}

/** Keeps a session, or ends it with null. */
export function keep(next) {
  kept = next;
  try {
    sessionStorage.setItem(name, JSON.stringify(next));
  } catch {
    // Storage is forbidden.
  }
}
