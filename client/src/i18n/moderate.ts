import type { KeyOf, Loaders, Words } from "../i18n.ts";
import type { CommonKey } from "./common.ts";
import type en from "./moderate/en.json";

export type ModerateKey = KeyOf<typeof en>;
export type ModerateWords = Words<ModerateKey | CommonKey>;

export const MODERATE: Loaders = {
  en: () => import("./moderate/en.json"),
  fr: () => import("./moderate/fr.json"),
  es: () => import("./moderate/es.json"),
  ar: () => import("./moderate/ar.json"),
};
