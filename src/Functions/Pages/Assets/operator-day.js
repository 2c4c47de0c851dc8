// The service's business day: the clock of this computer may be wrong.
let day;

/** What the day is like, as the service counts it now; its day is remembered. */
export async function readDay(api) {
  const found = await api.get("operator/today");
  day = found.day;
  return found;
}

/** The business day. */
export const businessDay = async api => day ?? (await readDay(api)).day;
