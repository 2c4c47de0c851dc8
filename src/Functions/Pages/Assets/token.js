// The widget's token: whom it is for, and how a new one is asked for.
import { deferred } from "./dom.js";

/**
 * The widget account that a token is for; undefined if it cannot be read. Whether it is genuine, the service decides.
 */
export function subjectOf(token) {
  try {
    const payload = atob(token.split(".")[1].replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(payload, letter => letter.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes)).sub;
  } catch {
    return undefined;
  }
}

/** Asks for a new token, once for all calls that wait for it. */
export function renewals(ask, limit) {
  let current;
  return {
    /** Promises true as soon as there is one, or false after `limit` milliseconds. */
    begin() {
      if (!current) {
        const mine = current = deferred();
        const timer = setTimeout(mine.resolve, limit, false);
        mine.promise.finally(() => {
          clearTimeout(timer);
          current = null;
        });
        ask();
      }
      return current?.promise ?? true;
    },
    end: () => current?.resolve(true),
  };
}
