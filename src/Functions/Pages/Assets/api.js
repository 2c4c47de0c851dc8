// Calls to the service. Everything that can go wrong comes out as a problem, which says in Russian what to do.

const answerLimit = 30_000;

/**
 * What the service (or the lack of it) said instead of an answer: `code`, `title` and `detail` as in its problem
 * documents, and `fields`, the first error of each.
 */
export const problem = (status, body) => Object.assign(new Error(body.code), body, {
  status,
  fields: Object.fromEntries(Object.entries(body.errors ?? {}).map(([name, [first]]) => [name, first])),
});

const asJson = answer => answer.json();
const asFile = answer => answer.blob();

/**
 * Calls below `root`: each promises the answer's JSON, `file` its bytes, or throws a problem. `token()` gives the
 * current token or nothing; `renew()` promises a new one after a refusal, or nothing.
 */
export function calls(root, token, renew) {
  async function send(method, read, path, body, headers) {
    try {
      const answer = await fetch(new URL(path, root), {
        method,
        headers: { ...headers, ...body && { "Content-Type": "application/json" },
          ...token() && { Authorization: `Bearer ${token()}` } },
        body: body && JSON.stringify(body),
        referrerPolicy: "no-referrer",
        signal: AbortSignal.timeout(answerLimit),
      });
      const { status, ok } = answer;
      const content = status !== 204 && await (ok ? read : asJson)(answer).catch(fault => {
        // A success that breaks off is as good as no answer.
        if (ok) {
          throw fault;
        }
        return {};
      });
      return { status, ok, content };
    } catch {
      throw problem(0, {
        code: "offline",
        title: "Нет связи",
        detail: "Ответ не получен. Проверьте интернет и повторите: всё, что вы ввели, сохранилось.",
      });
    }
  }

  const call = (method, read = asJson) => async (...request) => {
    const used = token();
    let answer = await send(method, read, ...request);
    // Another call may have had the token renewed meanwhile.
    if (answer.status === 401 && used && (token() !== used || await renew())) {
      answer = await send(method, read, ...request);
    }
    if (!answer.ok) {
      throw problem(answer.status, answer.content);
    }
    return answer.content;
  };
  return { get: call("GET"), post: call("POST"), patch: call("PATCH"), file: call("GET", asFile) };
}
