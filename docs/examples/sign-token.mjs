// Node 18 and newer, nothing to install.
import { createHmac } from "node:crypto";

const encode = value => Buffer.from(value).toString("base64url");

/**
 * A token for one widget account, good for an hour. `key` is Widget:Keys:0 as bytes (base64 there), `audience` is Widget:Audience.
 * `now` is in seconds. Call this only for a user who is logged in and may pay for the account.
 */
export function signToken(account, key, audience, now = Math.floor(Date.now() / 1000)) {
  const head = encode(JSON.stringify({ alg: "HS256", typ: "JWT" }));
  const body = encode(JSON.stringify({ sub: account, aud: audience, iat: now, nbf: now, exp: now + 3600 }));
  const seal = createHmac("sha256", key).update(`${head}.${body}`).digest("base64url");
  return `${head}.${body}.${seal}`;
}
