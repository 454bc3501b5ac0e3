// What people type and scan to join. Pure.

/** The join code in halves, as it is read out: "K7PWXM" is "K7P WXM". */
export function grouped(code: string): string {
  const half = Math.ceil(code.length / 2);
  return `${code.slice(0, half)} ${code.slice(half)}`.trim();
}

/** The address to type before the code: no scheme, no code, no final slash. */
export function shortAddress(join: string, code: string): string {
  const bare = join.replace(/^https?:\/\//, "");
  return (bare.endsWith(`/${code}`) ? bare.slice(0, -code.length) : bare).replace(/\/$/, "");
}

export type Where =
  | { readonly found: true; readonly session: string; readonly token: string }
  | { readonly found: false };

/** The session from the path and the token from the fragment, which no request ever carries. */
export function whereOf(path: string, hash: string): Where {
  const session = /^\/stage\/([\w-]+)\/?$/.exec(path)?.[1];
  const token = hash.replace(/^#/, "");
  return session === undefined || token === "" ? { found: false } : { found: true, session, token };
}
