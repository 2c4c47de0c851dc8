// Text that people type and paste, cleaned as the service does it (src/Billing/PlainText.cs): on one line, in NFC,
// without characters that have no shape.

/** White space folded, and gone at the ends, with control characters there and characters that nobody sees. */
export const clean = text => text.replace(shapeless, "").replace(/[\t-\r\x85\p{Z}]+/gu, " ")
  .replace(/^[ \p{Cc}]+|[ \p{Cc}]+$/gu, "").normalize();

/** A number as it is written officially: without the spaces and dashes between its digits. */
export const number = text => clean(text).replace(/[ \p{Pd}\u2212]/gu, "");

/** Whether a text has neither control characters, halves of surrogate pairs, nor codes that are no characters. */
export const isPrintable = text => !/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u.test(text);

// The service looks at UTF-16 units, hence not beyond U+FFFF.
const shapeless = /(?![\u{10000}-\u{10FFFF}])\p{Cf}/gu;
