import { describe, expect, test } from "vitest";
import type { PollId, PollLine, Script } from "../../client/src/protocol.ts";
import { type Desk, emptyDesk, move } from "../../client/src/run/desk.ts";
import {
  choiceOf,
  chosenOf,
  offerOf,
  renamed,
  type Search,
  searchFor,
} from "../../client/src/run/edition.ts";
import {
  bodyOf,
  dropEdition,
  lookInto,
  nameEdition,
  readArchive,
  readLink,
} from "../../client/src/run/editions.ts";

const HERE = ["https://polls.example", "http://10.0.0.5:8000"];
const PLACE = { session: "abc", token: "t-1" };
const NAMES = { earlier: "2020", present: "2021" };

function poll(id: string, turnout: number, kind: "colours" | "choice" = "colours"): PollLine {
  const spec = { kind, question: id, hidden: false } as PollLine["spec"];
  const [run, decisions] = [1, 0];
  return {
    id: id as PollId,
    run,
    phase: "open",
    revealed: true,
    decisions,
    turnout,
    spec,
    edition: null,
  };
}

function deskOf(...polls: readonly PollLine[]): Desk {
  const script: Script = { is: "script", version: 3, title: "", languages: [], current: null, polls };
  return move(emptyDesk, { on: "frame", frame: script }).desk;
}

function archive(...polls: readonly unknown[]): string {
  return JSON.stringify({ palabre: 1, archive: 1, title: "2020", polls, later: true });
}

function kept(id: string, turnout = 5, kind = "colours") {
  return { id, turnout, spec: { kind, question: { en: "Which?" } }, marks: { "#ffffff": turnout } };
}

/** What the server was asked, and what it answers. */
function server(status: number, body: unknown) {
  const asked: (readonly [string, RequestInit])[] = [];
  const get = (async (address: string, init: RequestInit) => {
    asked.push([address, init]);
    return new Response(JSON.stringify(body), { status });
  }) as typeof fetch;
  return { get, asked };
}

const cut = (async () => {
  throw new TypeError("no connection");
}) as typeof fetch;

describe("a pasted link", () => {
  test("to a run or moderation page of this server, by any of its addresses, is a session and a token", () => {
    for (const page of ["run", "moderate"])
      for (const home of HERE)
        expect(readLink(` ${home}/${page}/abc#t-1\n`, HERE)).toEqual({ is: "place", place: PLACE });
  });

  test("is told apart from all that is none", () => {
    const told = (text: string) => readLink(text, HERE).is;
    expect(["", " ", "abc", "javascript:alert(1)//run/abc#t"].map(told)).toEqual([
      "empty",
      "empty",
      "no",
      "no",
    ]);
    expect(["/CDF346", "/run/abc/x#t", "/run/a%62c#t"].map((path) => told(HERE[0] + path))).toEqual([
      "no",
      "no",
      "no",
    ]);
    expect([told(`${HERE[0]}/run/abc`), told(`${HERE[0]}/stage/abc#t`)]).toEqual(["token", "stage"]);
  });

  test("of another server is not followed", () => {
    expect(readLink("https://other.example/run/abc#t", HERE)).toEqual({ is: "host", host: "other.example" });
    expect(readLink("https://polls.example.evil/run/abc#t", HERE).is).toBe("host");
  });
});

describe("an archive", () => {
  test("offers its polls; what else is in it stays as it is", () => {
    const found = readArchive(`\ufeff${archive(kept("p1"), { id: 7 }, null, kept("p2"))}`);
    expect(found.is === "found" && found.archive.polls.map(({ id }) => id)).toEqual(["p1", "p2"]);
    expect(found.is === "found" && found.archive.head["later"]).toBe(true);
  });

  test("is told apart from a deck and from anything else", () => {
    const told = (text: string) => readArchive(text).is;
    expect(['{"palabre":1,"polls":[]}', "# ours\npalabre: 1\npolls: []"].map(told)).toEqual(["deck", "deck"]);
    const others = ["", "{", "7", "null", "[]", '{"archive":1,"polls":[]}', '{"palabre":1,"polls":{}}'];
    expect(new Set(others.map(told))).toEqual(new Set(["unreadable"]));
  });

  test("is sent with the one poll that was chosen", () => {
    const found = readArchive(archive(kept("p1"), kept("p2")));
    if (found.is !== "found") throw new Error(found.is);
    const body = bodyOf({ from: "archive", archive: found.archive, poll: "p2" as PollId }, NAMES);
    expect(JSON.parse(body)).toEqual({
      archive: { palabre: 1, archive: 1, title: "2020", polls: [kept("p2")], later: true },
      poll: "p2",
      ...JSON.parse('{"then":"2020","now":"2021"}'),
    });
  });
});

describe("choosing", () => {
  const asked = poll("p1", 2);

  test("begins in this session where it has another answered poll of the kind, and takes the only one", () => {
    const desk = deskOf(asked, poll("p2", 9), poll("p3", 0), poll("p4", 4, "choice"));
    const search = searchFor(desk, asked);
    const offer = offerOf(search, desk, asked);
    expect(search.way).toBe("here");
    expect(offer.is === "polls" && offer.polls.map(({ id }) => id)).toEqual(["p2", "p3"]);
    expect(choiceOf(search, chosenOf(search, offer), PLACE, { is: "empty" })).toEqual({
      from: "session",
      place: PLACE,
      poll: "p2",
    });
  });

  test("begins with a link where this session has none", () => {
    const desk = deskOf(asked, poll("p3", 0), poll("p4", 4, "choice"));
    expect(searchFor(desk, asked).way).toBe("link");
  });

  test("takes nothing unasked where one is compared already: it may only be called otherwise", () => {
    const edition = { id: "e", turnout: 3, ...JSON.parse('{"then":"2019","now":""}') };
    const compared: PollLine = { ...asked, edition };
    const desk = deskOf(compared, poll("p2", 9));
    const search = searchFor(desk, compared);
    expect(chosenOf(search, offerOf(search, desk, compared))).toBeNull();
    expect(renamed(edition, { earlier: "2019", present: "" })).toBeNull();
    expect(renamed(edition, NAMES)).toEqual({ from: "now" });
    expect(renamed(null, NAMES)).toBeNull();
    expect(JSON.parse(bodyOf({ from: "now" }, NAMES))).toEqual(JSON.parse('{"then":"2020","now":"2021"}'));
  });

  test("keeps what each way has led to, and no choice outlives what it was made of", () => {
    const desk = deskOf(asked, poll("p2", 9), poll("p3", 1));
    const filed = readArchive(archive(kept("p7"), kept("p8", 0), kept("p9", 3, "choice")));
    const search: Search = {
      ...searchFor(desk, asked),
      way: "file",
      filed,
      chosen: { here: "p3" as PollId },
    };
    expect(chosenOf(search, offerOf(search, desk, asked))).toBe("p7");
    const back: Search = { ...search, way: "here" };
    expect(chosenOf(back, offerOf(back, desk, asked))).toBe("p3");
    expect(choiceOf({ ...search, way: "link" }, null, PLACE, { is: "no" })).toBeNull();
  });
});

describe("over HTTP", () => {
  test("a token is sent in the body or as a bearer's, and stands in no address", async () => {
    const { get, asked } = server(200, { version: 8 });
    const other = { session: "xyz", token: "secret-2" };
    const choice = { from: "session", place: other, poll: "p4" as PollId } as const;
    expect(await nameEdition(get, PLACE, "p1" as PollId, choice, NAMES)).toEqual({ is: "done", version: 8 });
    expect(await dropEdition(get, PLACE, "p1" as PollId)).toEqual({ is: "done", version: 8 });
    expect(asked.map(([address]) => address)).toEqual(Array(2).fill("/api/sessions/abc/polls/p1/edition"));
    expect(asked.map(([, { method }]) => method)).toEqual(["PUT", "DELETE"]);
    expect(asked[0]?.[1].body).toContain("secret-2");
  });

  test("a refusal comes with what it says, and a lost connection as one", async () => {
    const refusal = { code: "bad_archive", args: { place: "polls", reason: "must be a list" }, text: "No." };
    const { get } = server(422, refusal);
    expect(await lookInto(get, PLACE)).toEqual({ is: "refused", ...refusal });
    expect(await lookInto(cut, PLACE)).toEqual({ is: "lost" });
    expect(await dropEdition(cut, PLACE, "p1" as PollId)).toEqual({ is: "lost" });
  });
});

test("the version that an edition made is known at once, so that the next change is not stale", () => {
  const { desk } = move(deskOf(poll("p1", 2)), { on: "compared", compared: true, version: 9 });
  expect(desk.queue.version).toBe(9);
  expect(desk.news).toMatchObject({ what: "compared", compared: true });
});
