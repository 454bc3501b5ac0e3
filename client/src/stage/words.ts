// What the stage speaks with: the common catalogue and its own, in one.
import { COMMON, type CommonKey } from "../i18n/common.ts";
import { STAGE, type StageKey } from "../i18n/stage.ts";
import { type Language, load, type Words } from "../i18n.ts";

export type Say = Words<CommonKey | StageKey>;

export function loadStage(lang: Language): Promise<Say> {
  return load<CommonKey | StageKey>(lang, COMMON, STAGE);
}
