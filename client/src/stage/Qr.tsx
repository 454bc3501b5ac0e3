// A QR code as crisp vector squares: always dark on light with its quiet zone, whatever the theme, as cameras want it.
import { generate } from "lean-qr";
import { toSvgPath } from "lean-qr/extras/svg";
import { useMemo } from "preact/hooks";

/** The standard's four light squares around (ISO/IEC 18004). */
const QUIET = 4;

export function Qr({ text, label }: { readonly text: string; readonly label: string }) {
  const { path, size } = useMemo(() => {
    const code = generate(text);
    return { path: toSvgPath(code), size: code.size };
  }, [text]);
  const side = size + 2 * QUIET;
  return (
    <svg class="qr" role="img" aria-label={label} viewBox={`${-QUIET} ${-QUIET} ${side} ${side}`}>
      <rect x={-QUIET} y={-QUIET} width={side} height={side} class="qr-ground" />
      <path d={path} class="qr-ink" shape-rendering="crispEdges" />
    </svg>
  );
}
