import type { KeyOf, Loaders } from "../i18n.ts";
import type en from "./common/en.json";

export type CommonKey = KeyOf<typeof en>;

export const COMMON: Loaders = {
  en: () => import("./common/en.json"),
  fr: () => import("./common/fr.json"),
  es: () => import("./common/es.json"),
  ar: () => import("./common/ar.json"),
};
