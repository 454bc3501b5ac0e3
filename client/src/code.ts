// Join codes as people type them. The alphabet leaves out look-alikes, so a letter that cannot be in a code and looks like
// one that can is read as that; the server has the last word.

export const CODE_LENGTH = 6;
const MEANT: Readonly<Record<string, string>> = { A: "4", U: "V" };

/** What was typed, as a code is written: upper case, Latin digits, nothing between, look-alikes read as meant. */
export function canonical(typed: string): string {
  return [...typed.normalize("NFKC").toUpperCase()]
    .map((character) => latinDigit(character) ?? MEANT[character] ?? character)
    .filter((character) => /[A-Z0-9]/.test(character))
    .join("")
    .slice(0, CODE_LENGTH);
}

/** Arabic-Indic and Persian digits are what some keyboards give. */
function latinDigit(character: string): string | null {
  const point = character.codePointAt(0) ?? 0;
  for (const zero of [0x660, 0x6f0]) {
    if (point >= zero && point < zero + 10) return String(point - zero);
  }
  return null;
}
