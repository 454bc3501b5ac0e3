// The tree under which everyone speaks: a leaf for each answer while the results are kept from the room.
import { memo } from "preact/compat";
import { leaf, leafCount, leafSize } from "./tree.ts";

/** In units of the drawing, whose crown has the radius 100. */
const CROWN = 100;

function Leaf({ index }: { readonly index: number }) {
  const { x, y, tint } = leaf(index);
  return <circle class="leaf" data-tint={tint} cx={x.toFixed(2)} cy={y.toFixed(2)} r="0.45" />;
}
const StillLeaf = memo(Leaf);

export function Tree({ turnout }: { readonly turnout: number }) {
  const count = leafCount(turnout);
  return (
    <svg class="tree" viewBox="-116 -84 232 204" aria-hidden="true">
      <path class="trunk" d="M0 116 C-3 96 2 82 0 30 M-1 94 C-8 76 -30 66 -40 38 M0 82 C8 68 28 58 36 34" />
      <g class="crown" style={{ transform: `scale(${CROWN * leafSize(count)})` }}>
        {Array.from({ length: count }, (_, index) => (
          <StillLeaf key={index} index={index} />
        ))}
      </g>
    </svg>
  );
}
