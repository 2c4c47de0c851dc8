// The cabinet's session. The tabs of a browser share it: it lives as long as one of them, and no longer than the
// service says.

const name = "telphin-cabinet.session";
const patience = 200;
const channel = new BroadcastChannel(name);

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

/** Keeps a session, or ends it with null. Tabs that had the same as this one have the next one too. */
export function keep(next) {
  const before = session()?.token;
  store(next);
  channel.postMessage({ before, next });
}

/** Takes the session over that another tab has, if this one has none. */
export async function join() {
  if (session()) {
    return;
  }
  channel.postMessage({ ask: true });
  const offer = await new Promise(resolve => {
    const offered = ({ data }) => data.next && resolve(data.next);
    channel.addEventListener("message", offered);
    setTimeout(() => {
      channel.removeEventListener("message", offered);
      resolve();
    }, patience);
  });
  if (offer) {
    store(offer);
  }
}

/** Calls back when another tab has begun, changed or ended the session, with the token that this tab had before. */
export const onShared = changed => channel.addEventListener("message", ({ data: { ask, before, next } }) => {
  if (ask) {
    if (session()) {
      channel.postMessage({ next: session() });
    }
  } else if (session()?.token === before && next?.token !== before) {
    store(next);
    changed(before);
  }
});

function store(next) {
  kept = next;
  try {
    sessionStorage.setItem(name, JSON.stringify(next));
  } catch {
    // Storage is forbidden.
  }
}
