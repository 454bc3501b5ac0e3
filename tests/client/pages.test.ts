import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const client = join(import.meta.dirname, "../../client");
const pages = readdirSync(client).filter((name) => name.endsWith(".html"));

function parse(name: string): Document {
  return new DOMParser().parseFromString(readFileSync(join(client, name), "utf8"), "text/html");
}

test("there is one page for each role, and the landing page", () => {
  expect(pages).toEqual(["index.html", "moderate.html", "phone.html", "run.html", "stage.html"]);
});

describe.each(pages)("%s", (name) => {
  const page = parse(name);

  test("holds nothing inline, which the content security policy would refuse", () => {
    expect(page.querySelectorAll("style, script:not([src]), [style]").length).toBe(0);
    const handlers = [...page.querySelectorAll("*")].flatMap((element) =>
      element.getAttributeNames().filter((attribute) => attribute.startsWith("on")),
    );
    expect(handlers).toEqual([]);
  });

  test("asks no other server for anything", () => {
    for (const element of page.querySelectorAll("[src], [href]")) {
      expect(element.getAttribute("src") ?? element.getAttribute("href")).toMatch(/^\/(?!\/)/);
    }
  });

  test("names its language and direction, and lets a reader zoom", () => {
    expect(page.documentElement.lang).toBe("en");
    expect(page.documentElement.dir).toBe("ltr");
    expect(page.querySelector("meta[name=viewport]")?.getAttribute("content")).not.toMatch(
      /maximum-scale|user-scalable/,
    );
  });

  test("has a place for the page and a sentence for a browser without scripts", () => {
    expect(page.querySelector("#app")).not.toBeNull();
    expect(page.querySelector("noscript")?.textContent).toContain("JavaScript");
  });
});

test.each(["stage.html", "run.html", "moderate.html"])(
  "%s gives Plotly a style sheet to add its rules to",
  (name) => {
    expect(parse(name).getElementById("plotly.js-style-global")?.getAttribute("rel")).toBe("stylesheet");
  },
);

test.each(["index.html", "phone.html"])("%s never mentions Plotly", (name) => {
  expect(readFileSync(join(client, name), "utf8")).not.toMatch(/plotly/i);
});
