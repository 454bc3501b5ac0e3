// Wait for the letters of a text before it is measured. The browser knows from the texts and unicode-range which files
// that takes; scripts that no file covers come from the system and are there at once.

const FACES = ['500 32px "Noto Sans"', '500 32px "Noto Sans Arabic"'];
/** Somebody who waits longer than this would rather see another face. */
const PATIENCE_MS = 2500;

/** Resolve once the stage's faces can draw these texts, or patience is over; never reject. */
export async function letters(fonts: FontFaceSet, texts: readonly string[]): Promise<void> {
  const text = texts.join("");
  const missing = FACES.filter((face) => !fonts.check(face, text));
  if (missing.length === 0) return;
  const loads = missing.map((face) => fonts.load(face, text).catch(() => []));
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  await Promise.race([Promise.all(loads), patience]);
}
