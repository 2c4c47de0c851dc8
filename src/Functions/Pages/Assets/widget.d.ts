// Types of <telphin-billing>, for the page that holds it. docs/widget.md explains each of them.

/** Requisites as POST /api/clients takes them; what is left out, the customer fills in. */
export interface TelphinRequisites {
  kind: "organization" | "entrepreneur";
  name?: string;
  inn?: string;
  kpp?: string;
  ogrn?: string;
  legalAddress?: string;
  bank?: { bic?: string; account?: string; correspondentAccount?: string } | null;
  contact?: { name?: string; email?: string; phone?: string; accountantEmail?: string };
}

export interface TelphinClientSubmitted {
  clientId: string;
  status: string;
}

export interface TelphinMoney {
  /** Roubles with two decimals: "900.00". */
  amount: string;
  currency: "RUB";
}

export interface TelphinPayment {
  paymentId: string;
  amount: TelphinMoney;
  balanceAfter: TelphinMoney;
  /** An instant in UTC. */
  paidAt: string;
  [more: string]: unknown;
}

export type TelphinErrorCode =
  | "token-missing" | "account-mismatch" | "unauthorized" | "origin-refused" | "offline" | "service-unavailable"
  | "files-missing";

export interface TelphinError {
  code: TelphinErrorCode | (string & {});
  /** In Russian, as the customer sees it. */
  title: string;
  detail: string;
}

export interface TelphinBillingEventMap {
  "ready": CustomEvent<null>;
  "error": CustomEvent<TelphinError>;
  "token-expired": CustomEvent<null>;
  "client-submitted": CustomEvent<TelphinClientSubmitted>;
  "subscription-paid": CustomEvent<TelphinPayment>;
}

export type TelphinSection = "client" | "connections" | "invoices";

export interface TelphinBillingAttributes {
  /** The JWT that the CRM's back end signed for the user. */
  token?: string;
  /** The token's `sub`. */
  account?: string;
  section?: TelphinSection;
  theme?: "light" | "dark";
}

export interface TelphinBillingElement extends HTMLElement {
  /** Fills in the form, unless there is a client or the customer typed something. */
  prefill(requisites: TelphinRequisites): Promise<void>;
  /** Opens «Подключения»; with a number, its payment. */
  open(phone?: string): Promise<void>;
  addEventListener<K extends keyof TelphinBillingEventMap>(
    type: K,
    listener: (this: TelphinBillingElement, event: TelphinBillingEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<K extends keyof TelphinBillingEventMap>(
    type: K,
    listener: (this: TelphinBillingElement, event: TelphinBillingEventMap[K]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | EventListenerOptions,
  ): void;
}

/** For React 19: intrinsic elements of JSX. Events are named as they are, after "on". */
export interface TelphinBillingJsx extends TelphinBillingAttributes {
  ref?: unknown;
  key?: string | number | null;
  hidden?: boolean;
  class?: string;
  className?: string;
  style?: object;
  onready?: (event: TelphinBillingEventMap["ready"]) => void;
  onerror?: (event: TelphinBillingEventMap["error"]) => void;
  "ontoken-expired"?: (event: TelphinBillingEventMap["token-expired"]) => void;
  "onclient-submitted"?: (event: TelphinBillingEventMap["client-submitted"]) => void;
  "onsubscription-paid"?: (event: TelphinBillingEventMap["subscription-paid"]) => void;
}

/** For Vue 3: props and listeners of the element in templates. */
export type TelphinBillingVue = new () => {
  $props: TelphinBillingAttributes & {
    onReady?: (event: TelphinBillingEventMap["ready"]) => void;
    onError?: (event: TelphinBillingEventMap["error"]) => void;
    onTokenExpired?: (event: TelphinBillingEventMap["token-expired"]) => void;
    onClientSubmitted?: (event: TelphinBillingEventMap["client-submitted"]) => void;
    onSubscriptionPaid?: (event: TelphinBillingEventMap["subscription-paid"]) => void;
  };
};

declare global {
  interface HTMLElementTagNameMap {
    "telphin-billing": TelphinBillingElement;
  }
}
