// How the run and the moderation page begin: the place from the address, the words, and what stands there when there is
// no page to show. Both pages use it.
import { render, type VNode } from "preact";
import { COMMON } from "../i18n/common.ts";
import { choose, dress, type Language, type Loaders, load, type Words, wishes } from "../i18n.ts";
import { OTHER_ROLE } from "../link.ts";
import type { Room } from "../model.ts";
import { patiently, startPage } from "../patience.ts";
import { CLOSE } from "../protocol.ts";
import { linkTo, type Place, pageOf, placeOf, type RolePage } from "./address.ts";

/** What both catalogues say when a page cannot be shown. */
type PlainKey =
  | "link.opening"
  | "gone.session"
  | "gone.token"
  | "gone.refused"
  | "gone.link"
  | "gone.role"
  | "gone.go"
  | "gone.home";
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
export function Gone({ room, place, w }: { room: Room; place: Place; w: Plain }): VNode {
  const code = room.link.at === "over" ? room.link.code : null;
  const other = code === OTHER_ROLE && room.welcome !== null ? pageOf(room.welcome.role) : null;
  const link = other === null ? null : linkTo(other, location.origin, place);
  return (
    <Dead text={w.t(whyGone(code))} w={w}>
      {link === null ? null : (
        <p>
          <a href={link}>{w.t("gone.go")}</a>
        </p>
      )}
    </Dead>
  );
}

function whyGone(code: number | null): "gone.session" | "gone.token" | "gone.role" | "gone.refused" {
  if (code === CLOSE.NO_SESSION) return "gone.session";
  if (code === CLOSE.WRONG_TOKEN) return "gone.token";
  return code === OTHER_ROLE ? "gone.role" : "gone.refused";
}

function Dead({ text, w, children }: { text: string; w: Plain; children?: VNode | null }): VNode {
  return (
    <main class="message">
      <h1>{text}</h1>
      {children}
      <p>
        <a href="/">{w.t("gone.home")}</a>
      </p>
    </main>
  );
}
