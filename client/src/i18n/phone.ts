import type { KeyOf, Loaders } from "../i18n.ts";
import type en from "./phone/en.json";

export type PhoneKey = KeyOf<typeof en>;

export const PHONE: Loaders = {
  en: () => import("./phone/en.json"),
  fr: () => import("./phone/fr.json"),
  es: () => import("./phone/es.json"),
  ar: () => import("./phone/ar.json"),
};
