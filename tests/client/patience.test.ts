import { expect, test } from "vitest";
import { PAUSES_MS, patiently } from "../../client/src/patience.ts";

function flaky(failures: number) {
  let left = failures;
  return async () => {
    left -= 1;
    if (left >= 0) throw new TypeError("no network");
    return "words";
  };
}

test("what was lost on the way is asked for again, after longer and longer pauses", async () => {
  const waited: number[] = [];
  const got = await patiently(flaky(PAUSES_MS.length), async (ms) => void waited.push(ms));
  expect([got, waited]).toEqual(["words", [...PAUSES_MS]]);
});

test("what is not there at last is the caller's to deal with", async () => {
  await expect(patiently(flaky(PAUSES_MS.length + 1), async () => {})).rejects.toThrow("no network");
});
