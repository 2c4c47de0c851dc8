// While a customer waits for a transfer, the service is asked for it again and again, ever more rarely.
const firstWait = 4_000;
const longestWait = 60_000;

/**
 * Asks as long as `view` is on the page, and calls `arrived` with what `load` promises once `hasCome` says so of it. A
 * view that is not seen does not ask.
 */
export async function awaitChange(load, hasCome, view, arrived) {
  for (let wait = firstWait; ; wait = Math.min(wait * 1.3, longestWait)) {
    await new Promise(resolve => setTimeout(resolve, wait));
    const isSeen = !document.hidden && view.getClientRects().length > 0;
    const found = isSeen && await load().catch(() => null);
    if (!view.isConnected) {
      return;
    }
    if (found && hasCome(found)) {
      return arrived(found);
    }
  }
}

/** Waits for more money than `balance`; `load` promises the client. */
export const awaitMoney = (load, balance, view, arrived) => awaitChange(load,
  ({ cabinet }) => cabinet && Number(cabinet.balance.amount) > Number(balance.amount), view, arrived);
