import { MODERATE, type ModerateWords } from "../i18n/moderate.ts";
import { ModeratePage } from "../moderate/page.tsx";
import { startTool } from "../run/start.tsx";
import "../styles/moderate.css";

startTool({
  page: "moderate",
  catalogue: MODERATE,
  title: (w: ModerateWords) => w.t("page"),
  draw: (place, w, speak) => <ModeratePage place={place} w={w} speak={speak} />,
});
