import type { KeyOf, Loaders, Words } from "../i18n.ts";
import type { CommonKey } from "./common.ts";
import type en from "./run/en.json";

export type RunKey = KeyOf<typeof en>;
export type RunWords = Words<RunKey | CommonKey>;

export const RUN: Loaders = {
  en: () => import("./run/en.json"),
  fr: () => import("./run/fr.json"),
  es: () => import("./run/es.json"),
  ar: () => import("./run/ar.json"),
};
