import { RUN, type RunWords } from "../i18n/run.ts";
import { RunPage } from "../run/page.tsx";
import { startTool } from "../run/start.tsx";
import "../styles/run.css";

startTool({
  page: "run",
  catalogue: RUN,
  title: (w: RunWords) => w.t("session.page"),
  draw: (place, w, speak) => <RunPage place={place} w={w} speak={speak} />,
});
