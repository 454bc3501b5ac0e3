// How long a text is as a person counts: in grapheme clusters (UAX #29). Browsers that cannot segment get an
// approximation that counts a base with its marks and joined emoji as one; the server has the last word.

const CLUSTER = /(?:\p{RI}\p{RI}|\P{M}(?:\p{M}|\p{EMod}|\u200d\P{M})*|\p{M}+)/gu;

export function countGraphemes(text: string): number {
  if (typeof Intl.Segmenter === "function") return [...new Intl.Segmenter().segment(text)].length;
  return approximateGraphemes(text);
}

export function approximateGraphemes(text: string): number {
  return text.match(CLUSTER)?.length ?? 0;
}
