/** A phone number as people write it, as E.164: «8 (900) 123-45-67» is +79001234567. Null if it is no number. */
export function normalPhone(text) {
  const bare = (text ?? "").replace(/[\p{Zs}()-]/gu, "");
  const number = /^8\d{10}$/.test(bare) ? `+7${bare.slice(1)}` : bare;
  return /^\+[1-9]\d{6,14}$/.test(number) ? number : null;
}

/** What keeps a text from being a phone number. */
export const noPhone = text => normalPhone(text) ? null : "Нужен номер с кодом страны, например +7 900 123-45-67.";

/** +79001234567 as «+7 900 123-45-67»; a foreign number as it is. */
export const phone = number => number.replace(/^\+7(\d{3})(\d{3})(\d{2})(\d{2})$/, "+7 $1 $2-$3-$4");
