// The question, and what stands under it in each scene.
import type { Drawn, Welcome } from "../protocol.ts";
import { buildOf } from "./draw.ts";
import { Figure } from "./Figure.tsx";
import { Invite } from "./Join.tsx";
import { firstRows } from "./question.ts";
import type { Scene } from "./scene.ts";
import { Table } from "./Table.tsx";
import { Tree } from "./Tree.tsx";
import { type Box, useFit, useThrottled } from "./use.ts";
import type { Say } from "./words.ts";

/** Screen readers get the numbers of now and then, not of every tick. */
const TABLE_MS = 2000;
const SPOKEN_MS = 12_000;
const SPOKEN_ROWS = 3;

interface QuestionProps {
  readonly text: string;
  readonly lang: string;
  readonly box: Box;
}

export function Question({ text, lang, box }: QuestionProps) {
  const ref = useFit(text, box);
  return (
    <header class="head">
      <h1 ref={ref} id="question" class="question" lang={lang} dir="auto">
        {text}
      </h1>
    </header>
  );
}

interface PictureProps {
  readonly scene: Scene;
  readonly welcome: Welcome | null;
  readonly words: Say;
  readonly box: Box;
  readonly question: string;
}

export function Picture({ scene, welcome, words, box, question }: PictureProps) {
  switch (scene.show) {
    case "over":
      return <p class="message">{words.t(`over.${scene.why}`)}</p>;
    case "connecting":
      return <p class="message">{words.t("connecting")}</p>;
    case "waiting":
      return <Welcoming welcome={welcome} words={words} sentence={words.t("invite.waiting")} />;
    case "invite":
      return <Welcoming welcome={welcome} words={words} sentence={words.t(`invite.${scene.why}`)} />;
    case "pending":
      return null;
    case "tree":
      return (
        <div class="grove">
          <Tree turnout={scene.turnout} />
          <div class="grove-text">
            <p class="grove-turnout number">{words.t("answers", { n: scene.turnout })}</p>
            <p class="grove-sentence">{words.t(scene.poll.phase === "open" ? "tree.open" : "tree.closed")}</p>
          </div>
        </div>
      );
    case "figure":
      return (
        <>
          <Figure
            key={`${scene.poll.id} ${scene.poll.run} ${buildOf(scene.drawn.figure)}`}
            plot={scene.drawn.figure}
            box={box}
          />
          <Beside drawn={scene.drawn} question={question} words={words} />
        </>
      );
  }
}

function Welcoming(props: {
  readonly welcome: Welcome | null;
  readonly words: Say;
  readonly sentence: string;
}) {
  return props.welcome === null ? null : <Invite {...props} welcome={props.welcome} />;
}

/** The same numbers as the figure, for those who do not see it. */
function Beside({ drawn, question, words }: { drawn: Drawn; question: string; words: Say }) {
  const shown = useThrottled(drawn, TABLE_MS);
  const answers = words.t("answers", { n: shown.turnout });
  return (
    <div class="unseen">
      <Table table={shown.table} caption={words.t("table.caption", { question, answers })} words={words} />
    </div>
  );
}

/** Say now and then, politely, how it stands. */
export function Spoken({ scene, words }: { readonly scene: Scene; readonly words: Say }) {
  const said = useThrottled(sentence(scene, words), SPOKEN_MS);
  return (
    <p class="unseen" role="status">
      {said === "" ? null : said}
    </p>
  );
}

function sentence(scene: Scene, words: Say): string {
  if (scene.show === "tree") return words.t("answers", { n: scene.turnout });
  if (scene.show !== "figure") return "";
  const { turnout, table } = scene.drawn;
  const first = words.list(firstRows(table, SPOKEN_ROWS));
  return words.t("say", { answers: words.t("answers", { n: turnout }), first });
}
