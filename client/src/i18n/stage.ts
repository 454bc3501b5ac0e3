import type { KeyOf, Loaders } from "../i18n.ts";
import type en from "./stage/en.json";

export type StageKey = KeyOf<typeof en>;

export const STAGE: Loaders = {
  en: () => import("./stage/en.json"),
  fr: () => import("./stage/fr.json"),
  es: () => import("./stage/es.json"),
  ar: () => import("./stage/ar.json"),
};
