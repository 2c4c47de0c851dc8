// While a customer waits for a transfer, the balance is asked for again and again, ever more rarely.
const firstWait = 4_000;
const longestWait = 60_000;

/**
 * Waits for more money than `balance` as long as `view` is on the page, and calls `arrived` with the client as `load` promises it
 * then. A view that is not seen does not ask.
 */
export async function awaitMoney(load, balance, view, arrived) {
  for (let wait = firstWait; ; wait = Math.min(wait * 1.3, longestWait)) {
    await new Promise(resolve => setTimeout(resolve, wait));
    const isSeen = !document.hidden && view.getClientRects().length > 0;
    const found = isSeen && await load().catch(() => null);
    if (!view.isConnected) {
      return;
    }
    if (found?.cabinet && Number(found.cabinet.balance.amount) > Number(balance.amount)) {
      return arrived(found);
    }
  }
}
