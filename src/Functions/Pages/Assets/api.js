// Calls to the service. Everything that can go wrong comes out as a Problem, which says in Russian what to do.

const answerLimit = 30_000;

/** What the service (or the lack of it) said instead of an answer: `code` as in its problem documents. */
export class Problem extends Error {
  constructor(status, body) {
    super(body.title ?? body.code);
    Object.assign(this, { title: "Не получилось", detail: "Попробуйте ещё раз через минуту.", ...body, status });
    /** The first error of each field. */
    this.fields = Object.fromEntries(Object.entries(body.errors ?? {}).map(([name, texts]) => [name, texts[0]]));
  }
}

const offline = () => new Problem(0, {
  code: "offline",
  title: "Нет связи",
  detail: "Ответ не получен. Проверьте подключение к интернету и повторите: всё, что вы ввели, сохранилось.",
});

export class Api {
  #root;
  #token;
  #renew;

  /** `token()` gives the current token or nothing; `renew()` promises a new one after a refusal, or nothing. */
  constructor(root, token, renew) {
    this.#root = root;
    this.#token = token;
    this.#renew = renew;
  }

  get(path) { return this.call("GET", path); }
  put(path, body) { return this.call("PUT", path, body); }
  post(path, body, headers) { return this.call("POST", path, body, headers); }

  /** The answer's JSON, or nothing if it has none. Throws a Problem. */
  async call(method, path, body, headers = {}) {
    let answer = await this.#send(method, path, body, headers);
    if (answer.status === 401 && this.#token() && await this.#renew()) {
      answer = await this.#send(method, path, body, headers);
    }
    const content = await answer.json().catch(() => ({}));
    if (answer.ok) {
      return content;
    }
    throw new Problem(answer.status, { ...content, retryAfter: Number(answer.headers.get("Retry-After")) || null });
  }

  async #send(method, path, body, headers) {
    const token = this.#token();
    try {
      return await fetch(new URL(path, this.#root), {
        method,
        headers: { ...headers, ...body && { "Content-Type": "application/json" }, ...token && { Authorization: `Bearer ${token}` } },
        body: body && JSON.stringify(body),
        cache: "no-store",
        credentials: "omit",
        referrerPolicy: "no-referrer",
        signal: AbortSignal.timeout(answerLimit),
      });
    } catch {
      throw offline();
    }
  }
}
