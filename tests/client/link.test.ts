import { describe, expect, test } from "vitest";
import { type Answer, connect, type LinkState, type World } from "../../client/src/link.ts";
import type { Command, Frame, Role } from "../../client/src/protocol.ts";

/** A server at the other end of a wire that can only be cut. */
function bob() {
  const sockets: FakeSocket[] = [];
  const frames: Frame["is"][] = [];
  const states: LinkState["at"][] = [];
  const timers: (() => void)[] = [];
  const turns: ((turn: "nudged" | "offline") => void)[] = [];
  class FakeSocket {
    onopen: (() => void) | null = null;
    onclose: ((event: { code: number }) => void) | null = null;
    onmessage: ((event: { data: string }) => void) | null = null;
    readonly sent: Command[] = [];
    closed = false;
    send(text: string) {
      this.sent.push(JSON.parse(text) as Command);
    }
    close() {
      this.closed = true;
    }
    says(frame: object) {
      this.onmessage?.({ data: JSON.stringify(frame) });
    }
  }
  const world: World = {
    socket() {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket as unknown as WebSocket;
    },
    after(_, call) {
      timers.push(call);
      return () => void timers.splice(0);
    },
    nowMs: () => 0,
    random: () => 0,
    seen: () => true,
    onTurn(call) {
      turns.push(call);
      return () => {};
    },
  };
  const link = connect(world, {
    role: "participant",
    hello: () => ({ do: "join", code: "CDFGHJ", me: "me" }),
    onFrame: (frame) => frames.push(frame.is),
    onState: (state) => states.push(state.at),
  });
  const last = () => sockets[sockets.length - 1] as FakeSocket;
  const welcome = (role: Role = "participant") => {
    last().onopen?.();
    const hello = last().sent[0] as Command;
    last().says({ is: "welcome", ref: hello.ref, role });
  };
  const due = () => {
    for (const call of timers.splice(0)) call();
  };
  const turn = (is: "nudged" | "offline") => turns[0]?.(is);
  return { link, turn, sockets, frames, states, last, welcome, due };
}

describe("a link", () => {
  test("says hello first and is live once welcomed", () => {
    const { last, welcome, states } = bob();
    welcome();
    expect([last().sent[0]?.do, states[states.length - 1]]).toEqual(["join", "live"]);
  });

  test("brings each answer to whoever asked, whatever the order", async () => {
    const { link, last, welcome } = bob();
    welcome();
    const asked = [link.ask({ do: "ping" }), link.ask({ do: "ping" })];
    const [first, second] = last()
      .sent.slice(1)
      .map((command) => command.ref);
    last().says({ is: "done", ref: second, version: 2 });
    last().says({ is: "done", ref: first, version: 1 });
    expect(await Promise.all(asked)).toMatchObject([{ version: 1 }, { version: 2 }]);
  });

  test("tells whoever waits that the answer is lost when it breaks", async () => {
    const { link, last, welcome } = bob();
    welcome();
    const asked: Promise<Answer> = link.ask({ do: "ping" });
    last().onclose?.({ code: 1006 });
    expect(await asked).toEqual({ is: "lost" });
    expect(await link.ask({ do: "ping" })).toEqual({ is: "lost" });
  });

  test("comes back with a new hello, and hears the old socket no more", () => {
    const { sockets, frames, welcome, due } = bob();
    welcome();
    sockets[0]?.onclose?.({ code: 1006 });
    due();
    welcome();
    sockets[0]?.says({ is: "now" });
    sockets[1]?.says({ is: "presence" });
    expect(frames).toEqual(["welcome", "welcome", "presence"]);
  });

  test("whose hello is refused for good does not come back", () => {
    const { sockets, last, states, due } = bob();
    last().onopen?.();
    last().says({ is: "refused", ref: 1, code: "unknown_code", args: {}, text: "" });
    due();
    expect([states[states.length - 1], sockets.length, last().closed]).toEqual(["over", 1, true]);
  });

  test("that is welcomed as another role than its page is for is over, and the page learns as which", () => {
    const { sockets, last, frames, states, welcome, due } = bob();
    welcome("moderator");
    last().says({ is: "script" });
    due();
    expect([states[states.length - 1], frames, sockets.length]).toEqual(["over", ["welcome"], 1]);
    expect(last().closed).toBe(true);
  });

  test("whose hello is refused for now tries again", () => {
    const { sockets, last, due } = bob();
    last().onopen?.();
    last().says({ is: "refused", ref: 1, code: "away", args: {}, text: "" });
    due();
    expect(sockets.length).toBe(2);
  });

  test("in doubt is asked, and made anew where nobody answers", async () => {
    const { link, sockets, last, welcome, due } = bob();
    welcome();
    const asked = link.ask({ do: "look", view: {} });
    link.doubt();
    expect(last().sent[2]?.do).toBe("ping");
    due();
    expect(await asked).toEqual({ is: "lost" });
    due();
    expect(sockets.length).toBe(2);
  });

  test("of a device that is offline says so, and comes back once it is online", () => {
    const { sockets, states, welcome, turn } = bob();
    welcome();
    turn("offline");
    expect([states[states.length - 1], sockets[0]?.closed]).toEqual(["waiting", true]);
    turn("nudged");
    welcome();
    expect([states[states.length - 1], sockets.length]).toEqual(["live", 2]);
  });

  test("that is stopped stays stopped", () => {
    const { link, sockets, welcome, due } = bob();
    welcome();
    link.stop();
    sockets[0]?.onclose?.({ code: 1006 });
    due();
    expect(sockets.length).toBe(1);
  });
});
