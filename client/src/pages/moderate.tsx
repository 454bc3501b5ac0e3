import { render } from "preact";
import { COMMON } from "../i18n/common.ts";
import { MODERATE, type ModerateWords } from "../i18n/moderate.ts";
import { choose, dress, type Language, load, wishes } from "../i18n.ts";
import { ModeratePage } from "../moderate/page.tsx";
import { placeOf } from "../run/address.ts";
import "../styles/moderate.css";

const root = document.getElementById("app");
const place = placeOf("moderate", location.pathname, location.hash);

async function speak(lang: Language): Promise<void> {
  if (root === null) return;
  const w: ModerateWords = await load(lang, COMMON, MODERATE);
  dress(document.documentElement, w);
  document.title = `${w.t("page")} · Palabre`;
  if (place === null) render(<Lost w={w} />, root);
  else render(<ModeratePage place={place} w={w} speak={speak} />, root);
}

/** An address that lacks its token opens nothing; it says so. */
function Lost({ w }: { w: ModerateWords }) {
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
