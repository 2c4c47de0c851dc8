// React 19: attributes and events of a custom element are set as they are written.
import { useCallback, useEffect, useState } from "react";
import type { TelphinBillingJsx, TelphinPayment } from "./widget";

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "telphin-billing": TelphinBillingJsx;
    }
  }
}

async function newToken(): Promise<string> {
  const answer = await fetch("/telphin-token", { method: "POST" });
  return (await answer.json()).token;
}

export function TelphinBilling({ account, onPaid }: { account: string; onPaid?: (payment: TelphinPayment) => void }) {
  const [token, setToken] = useState<string>();
  const renew = useCallback(() => { newToken().then(setToken); }, []);
  useEffect(renew, [renew]);

  return (
    <telphin-billing
      token={token}
      account={account}
      ontoken-expired={renew}
      onsubscription-paid={({ detail }) => onPaid?.(detail)}
      onerror={({ detail }) => console.warn(detail.code, detail.title)}
    />
  );
}
