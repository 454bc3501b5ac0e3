import { describe, expect, test } from "vitest";
import { tongueOf } from "../../client/src/tongue.ts";

describe("the language of an answer", () => {
  test("is the one chosen on the page, before any of the browser's", () => {
    expect(tongueOf("fr", ["en"], ["en", "fr"])).toBe("fr");
    expect(tongueOf("fr", ["en"], [])).toBe("fr");
  });

  test("is else the browser's first one that the session declares", () => {
    expect(tongueOf(null, ["de-CH", "fr-CH", "en"], ["en", "fr"])).toBe("fr");
    expect(tongueOf("ar", ["de", "en"], ["en", "fr"])).toBe("en");
  });

  test("is never one that the session does not declare", () => {
    expect(tongueOf("ar", ["mi-NZ"], ["en", "fr"])).toBe("und");
  });

  test("is the browser's first one where the session declares none", () => {
    expect(tongueOf(null, ["mi-NZ", "en"], [])).toBe("mi");
    expect(tongueOf(null, [], [])).toBe("und");
  });

  test("has no region and no script, and Chinese is one", () => {
    expect(tongueOf(null, ["pt-BR"], ["pt-PT"])).toBe("pt");
    expect(tongueOf(null, ["zh-Hant-HK"], ["zh"])).toBe("zh");
    expect(tongueOf(null, ["yue-HK"], ["zh-CN"])).toBe("zh");
  });

  test("is found though a browser writes tags as nobody should", () => {
    expect(tongueOf(null, ["", "x-klingon", "C", "EN_us"], [])).toBe("en");
    expect(tongueOf("<b>", ["und"], [])).toBe("und");
  });
});
