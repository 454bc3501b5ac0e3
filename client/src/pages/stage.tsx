import { render } from "preact";
import { choose, dress, wishes } from "../i18n.ts";
import { whereOf } from "../stage/address.ts";
import { readLook } from "../stage/look.ts";
import { Stage } from "../stage/Stage.tsx";
import { loadStage } from "../stage/words.ts";
import "../styles/base.css";
import "../styles/fonts.css";
import "../styles/stage.css";
import "../styles/stage-controls.css";

const root = document.getElementById("app");
const dark = matchMedia("(prefers-color-scheme: dark)").matches;
const lang = choose(wishes(location.search, navigator.languages));
const where = whereOf(location.pathname, location.hash);

if (root !== null && where.found) {
  const start = readLook(location.search, { lang, theme: dark ? "dark" : "light" });
  render(<Stage where={where} start={start} />, root);
  // On its way before the first answer; if it does not come now, the first figure asks again.
  import("plotly.js-basic-dist-min").catch(() => {});
} else if (root !== null) {
  void loadStage(lang).then((words) => {
    dress(document.documentElement, words);
    const lost = (
      <main class="message">
        <h1>{words.t("over.link")}</h1>
      </main>
    );
    render(lost, root);
  });
}
