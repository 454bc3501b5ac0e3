// How the run and the moderation page begin: the place from the address, the words, and what stands there when there is
// no page to show. Both pages use it.
import { render, type VNode } from "preact";
import { COMMON } from "../i18n/common.ts";
import { choose, dress, type Language, type Loaders, load, type Words, wishes } from "../i18n.ts";
import { patiently, startPage } from "../patience.ts";
import { CLOSE } from "../protocol.ts";
import { type Place, placeOf, type RolePage } from "./address.ts";

/** What both catalogues say when a page cannot be shown. */
type PlainKey = "link.opening" | "gone.session" | "gone.token" | "gone.refused" | "gone.link" | "gone.home";
type Plain = Words<PlainKey>;

interface Tool<K extends string> {
  readonly page: RolePage;
  readonly catalogue: Loaders;
  title(w: Words<K>): string;
  draw(place: Place, w: Words<K>, speak: (lang: Language) => void): VNode;
}

/** Start the page of this document. An address that lacks its token opens nothing and says so. */
export function startTool<K extends string>({ page, catalogue, title, draw }: Tool<K>): void {
  const place = placeOf(page, location.pathname, location.hash);
  void startPage(window, async (root, wait) => {
    async function speak(lang: Language): Promise<void> {
      const w = await patiently(() => load<K | PlainKey>(lang, COMMON, catalogue), wait);
      dress(document.documentElement, w);
      document.title = `${title(w)} · Palabre`;
      render(place === null ? <Dead text={w.t("gone.link")} w={w} /> : draw(place, w, speak), root);
    }
    await speak(choose(wishes(location.search, navigator.languages)));
  });
}

/** Before the first frame. */
export function Opening({ w }: { w: Plain }): VNode {
  return (
    <main class="message">
      <h1>{w.t("link.opening")}</h1>
    </main>
  );
}

/** The link is over for good: nothing on this page works any more, and it says why. */
export function Gone({ code, w }: { code: number; w: Plain }): VNode {
  return <Dead text={w.t(whyGone(code))} w={w} />;
}

function whyGone(code: number): "gone.session" | "gone.token" | "gone.refused" {
  if (code === CLOSE.NO_SESSION) return "gone.session";
  return code === CLOSE.WRONG_TOKEN ? "gone.token" : "gone.refused";
}

function Dead({ text, w }: { text: string; w: Plain }): VNode {
  return (
    <main class="message">
      <h1>{text}</h1>
      <p>
        <a href="/">{w.t("gone.home")}</a>
      </p>
    </main>
  );
}
