import { render } from "preact";
import { COMMON } from "../i18n/common.ts";
import { RUN, type RunWords } from "../i18n/run.ts";
import { choose, dress, type Language, load, wishes } from "../i18n.ts";
import { placeOf } from "../run/address.ts";
import { RunPage } from "../run/page.tsx";
import "../styles/run.css";

const root = document.getElementById("app");
const place = placeOf("run", location.pathname, location.hash);

async function speak(lang: Language): Promise<void> {
  if (root === null) return;
  const w: RunWords = await load(lang, COMMON, RUN);
  dress(document.documentElement, w);
  document.title = `${w.t("session.page")} · Palabre`;
  if (place === null) render(<Lost w={w} />, root);
  else render(<RunPage place={place} w={w} speak={speak} />, root);
}

/** An address that lacks its token opens nothing; it says so. */
function Lost({ w }: { w: RunWords }) {
  return (
    <main class="message">
      <h1>{w.t("gone.link")}</h1>
      <p>
        <a href="/">{w.t("gone.home")}</a>
      </p>
    </main>
  );
}

void speak(choose(wishes(location.search, navigator.languages)));
