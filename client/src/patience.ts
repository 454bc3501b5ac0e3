// Asks again for what bad Wi-Fi lost. A page that could not load its words is loaded again as a whole, since browsers may
// remember a failed module, and since a new release may have taken the old one away.

export const PAUSES_MS = [500, 1_000, 2_000] as const;
/** Before the page is loaded again, so that a server that is down is not hammered. */
const RELOAD_MS = 3_000;

type Wait = (ms: number) => Promise<void>;

/** Try, and try again after each pause; the last failure is the caller's. */
export async function patiently<T>(attempt: () => Promise<T>, wait: Wait): Promise<T> {
  for (const pause of PAUSES_MS) {
    try {
      return await attempt();
    } catch {
      await wait(pause);
    }
  }
  return attempt();
}

/** Start a page; if it cannot be started, load it again. */
export async function startPage(
  page: Window,
  start: (root: HTMLElement, wait: Wait) => Promise<void>,
): Promise<void> {
  const root = page.document.getElementById("app");
  const wait: Wait = (ms) => new Promise((resolve) => page.setTimeout(resolve, ms));
  if (root === null) return;
  try {
    await start(root, wait);
  } catch (error) {
    await wait(RELOAD_MS);
    page.location.reload();
    throw error;
  }
}
