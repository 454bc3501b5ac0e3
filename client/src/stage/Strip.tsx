// The one quiet strip: how to join on one side, how many there are on the other, and a word only where something is amiss.
import type { Room } from "../model.ts";
import { turnoutOf } from "../model.ts";
import { JoinStrip } from "./Join.tsx";
import { healthOf, type Scene } from "./scene.ts";
import type { Say } from "./words.ts";

interface StripProps {
  readonly room: Room;
  readonly scene: Scene;
  readonly words: Say;
}

export function Strip({ room, scene, words }: StripProps) {
  const joins = scene.show === "figure" || scene.show === "tree" || scene.show === "pending";
  const turnout = turnoutOf(room);
  const health = healthOf(room);
  const audience = room.audience?.audience ?? null;
  return (
    <footer class="strip">
      {joins && room.welcome !== null && <JoinStrip welcome={room.welcome} words={words} />}
      <p class="health" role="status" data-health={health}>
        {health !== "well" && words.t(`health.${health}`)}
      </p>
      <div class="counts">
        {room.now?.poll?.phase === "closed" && <p class="phase">{words.t("phase.closed")}</p>}
        {scene.show === "figure" && turnout !== null && (
          <p class="turnout number">{words.t("answers", { n: turnout })}</p>
        )}
        {audience !== null && scene.show !== "over" && (
          <p class="audience number">{words.t("here", { n: audience })}</p>
        )}
      </div>
    </footer>
  );
}
