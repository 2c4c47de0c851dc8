// Names of organisations and people, judged as the service does it (src/Billing/Clients/Name.cs): they stand in
// e-mails.

/** What is wrong with a name, or null. */
export function noName(text) {
  const foreign = text.match(foreignSign)?.[0];
  return !letter.test(text) ? "Нужна хотя бы одна буква."
    : foreign ? `Уберите знак ${foreign}: в названиях и именах его нет.`
      : /:\/\/|www\./i.test(text) ? "Уберите адрес сайта: здесь нужно только название или имя." : null;
}

// The service looks at UTF-16 units, hence not beyond U+FFFF.
const letter = /(?![\u{10000}-\u{10FFFF}])\p{L}/u;
const foreignSign = /[\u{10000}-\u{10FFFF}]|[^\p{L}\p{M}\p{N} "'’‘`«»„“”().,:;!?&+×*°%#№@_=/–—‑-]/u;
