import type { KeyOf, Loaders } from "../i18n.ts";
import type en from "./landing/en.json";

export type LandingKey = KeyOf<typeof en>;

export const LANDING: Loaders = {
  en: () => import("./landing/en.json"),
  fr: () => import("./landing/fr.json"),
  es: () => import("./landing/es.json"),
  ar: () => import("./landing/ar.json"),
};
