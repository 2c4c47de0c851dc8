// The cabinet's session: it lives as long as the tab, and no longer than the service says.

const name = "telphin-cabinet.session";

/** {token, expiresAt}, or null. */
export function session() {
  return JSON.parse(sessionStorage.getItem(name));
}

/** Keeps a session, or ends it with null. */
export function keep(next) {
  if (next) {
    sessionStorage.setItem(name, JSON.stringify(next));
  } else {
    sessionStorage.removeItem(name);
  }
}
