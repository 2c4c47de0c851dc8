// Calls with the operator's function key.
import { calls, problem } from "./api.js";
import { identity } from "./operator-identity.js";

const service = new URL("../../", import.meta.url);
const json = calls(service, () => null, () => null);

// A statement of a year has some megabytes, and the lines of offices are slow.
const fileLimit = 300_000;

/**
 * Each call promises the answer's JSON, `file` its bytes, or throws a problem. `refused()` is called if the key does
 * not open them any more.
 */
export function operatorCalls(refused) {
  const guarded = send => async (...request) => {
    try {
      return await send(...request);
    } catch (fault) {
      if (fault.status === 401) {
        refused();
      }
      throw fault;
    }
  };
  const withKey = (headers, key = identity()?.key) => ({ ...headers, "x-functions-key": key });
  return {
    get: guarded(path => json.get(path, null, withKey())),
    post: guarded((path, body, headers) => json.post(path, body, withKey(headers))),
    patch: guarded((path, body) => json.patch(path, body, withKey())),
    file: guarded(path => json.file(path, null, withKey())),
    upload: guarded((path, file) => upload(path, file, withKey())),
    /** Throws a problem with the status 401 if a key does not open these calls. */
    knock: key => json.get("failures?limit=1", null, withKey({}, key)),
  };
}

/** A page of a list, from the place `after` on that the page before named. */
export const pageOf = (path, after, limit = 50) =>
  `${path}${path.includes("?") ? "&" : "?"}limit=${limit}${after ? `&after=${encodeURIComponent(after)}` : ""}`;

async function upload(path, file, headers) {
  let answer;
  let content;
  try {
    answer = await fetch(new URL(path, service), {
      method: "POST",
      body: file,
      headers: { ...headers, "Content-Type": "application/octet-stream" },
      signal: AbortSignal.timeout(fileLimit),
      referrerPolicy: "no-referrer",
    });
    content = await answer.json().catch(() => ({}));
  } catch {
    throw problem(0, {
      code: "offline", title: "Нет связи", detail: "Файл не передан. Проверьте интернет и повторите.",
    });
  }
  if (!answer.ok) {
    throw problem(answer.status, content);
  }
  return content;
}
