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
    <svg class="tree" viewBox="-130 -110 260 250" aria-hidden="true">
      <path class="trunk" d="M0 132 C-2 100 2 84 0 46 M0 98 C-8 84 -26 78 -34 58 M1 84 C8 72 24 68 30 48" />
      <g class="crown" style={{ transform: `scale(${CROWN * leafSize(count)})` }}>
        {Array.from({ length: count }, (_, index) => (
          <StillLeaf key={index} index={index} />
        ))}
      </g>
    </svg>
  );
}
