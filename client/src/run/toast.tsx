// What became of the last change. What went well is said to screen readers alone (the page shows it); what did not is
// shown until it is closed. Counts are never said: they would never stop.
import type { VNode } from "preact";
import { useEffect } from "preact/hooks";
import type { RunWords } from "../i18n/run.ts";
import type { DeskEvent, News } from "./desk.ts";
import { refusalText } from "./editor.tsx";
import { Icon } from "./icons.tsx";

const SHORT_MS = 4000;

function textOf(w: RunWords, news: News): string {
  switch (news.what) {
    case "done":
      return w.t(`done.${news.wish.do}`);
    case "refused": {
      const action = w.t(`wish.${news.wish.do}`);
      if (news.refused.code === "stale") return w.t("news.stale", { action });
      return w.t("news.refused", { action, why: refusalText(w, news.refused) });
    }
    case "unknown":
      return w.t("news.unknown", { action: w.t(`wish.${news.wish.do}`) });
    case "offline":
      return w.t("news.offline");
    case "dropped":
      return w.t("news.dropped");
    case "copied":
      return w.t(`news.copied.${news.copied}`);
    case "compared":
      return w.t(news.compared ? "news.compared" : "news.alone");
    default:
      return news satisfies never;
  }
}

interface ToastProps {
  readonly news: News | null;
  readonly w: RunWords;
  tell(event: DeskEvent): void;
}

export function Toast({ news, w, tell }: ToastProps): VNode {
  const went = news?.what === "copied" || news?.what === "compared";
  const short = went || news?.what === "done";
  useEffect(() => {
    if (!short) return;
    const timer = setTimeout(() => tell({ on: "read" }), SHORT_MS);
    return () => clearTimeout(timer);
  }, [news?.serial, short, tell]);
  const shown = news !== null && news.what !== "done";
  return (
    <>
      <p class="unseen" role="status">
        {news === null ? null : textOf(w, news)}
      </p>
      {shown ? (
        <aside class="toast" data-tone={went || news.what === "dropped" ? "plain" : "bad"}>
          <Icon name={went ? "check" : "warn"} />
          <p>{textOf(w, news)}</p>
          {news.what === "dropped" ? (
            <button
              type="button"
              class="button small"
              onClick={() => {
                tell({ on: "draft", draft: news.draft });
                tell({ on: "read" });
              }}
            >
              <Icon name="back" /> {w.t("news.bring-back")}
            </button>
          ) : null}
          <button
            type="button"
            class="button icon-button small"
            data-look="quiet"
            aria-label={w.t("close")}
            onClick={() => tell({ on: "read" })}
          >
            <Icon name="cross" />
          </button>
        </aside>
      ) : null}
    </>
  );
}
