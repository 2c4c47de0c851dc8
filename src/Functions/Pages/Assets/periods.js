// Periods of whole days, as the history offers them. Days are texts: 2026-11-30.

const written = new Intl.DateTimeFormat("ru-RU", { dateStyle: "long", timeZone: "UTC" });

/** The day of a month that is so many months away from a day's; day 0 is the last of the month before. */
function dayOf(text, months, day) {
  const [year, month] = text.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1 + months, day)).toISOString().slice(0, 10);
}

/** Name, first and last day of each. */
export function periods(today) {
  const quarter = -((Number(today.slice(5, 7)) - 1) % 3);
  return [
    ["Этот месяц", dayOf(today, 0, 1), today],
    ["Прошлый месяц", dayOf(today, -1, 1), dayOf(today, 0, 0)],
    ["Этот квартал", dayOf(today, quarter, 1), today],
    ["Прошлый квартал", dayOf(today, quarter - 3, 1), dayOf(today, quarter, 0)],
  ];
}

/** «1–30 ноября 2026 г.» */
export const periodText = (from, to) => written.formatRange(new Date(from), new Date(to));
