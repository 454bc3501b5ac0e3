// Join codes as people type them. What was meant is for the server to say (tokens.py): it knows every script's digits and
// every look-alike, and it leads each spelling of a code's address to the one that is written on the stage.
import { CODE_LENGTH } from "./protocol.ts";

/** Whether enough was typed to be worth asking the server. */
export function isWhole(typed: string): boolean {
  return [...typed.normalize("NFKC").matchAll(/[\p{L}\p{N}]/gu)].length >= CODE_LENGTH;
}

/** The code that a phone page's path names, or nothing where the server did not take it for one. */
export function codeIn(path: string): string {
  const code = path.slice(1);
  return code.length === CODE_LENGTH ? code : "";
}
