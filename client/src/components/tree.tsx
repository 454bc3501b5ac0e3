// The mark: a small tree whose crown is a handful of dots. The golden dot is the answer that has just joined it.

/** The crown, from the top down: centre and radius on a field of 32. */
const CROWN = [
  [16, 6, 3.6],
  [9, 10, 3.2],
  [23, 10, 3.2],
  [6.5, 16.5, 2.6],
  [25.5, 16.5, 2.6],
  [16, 13, 3],
] as const;

/** Draw the mark; `joy` lets the golden dot arrive. It is decoration: what it says is said in words beside it. */
export function Tree({ joy }: { readonly joy: boolean }) {
  return (
    <svg class="tree" viewBox="0 0 32 32" aria-hidden="true" data-joy={joy}>
      <path class="tree-bark" d="M16 30V18m0 6-5-5m5 2 4-4" />
      {CROWN.map(([x, y, radius]) => (
        <circle key={`${x} ${y}`} class="tree-leaf" cx={x} cy={y} r={radius} />
      ))}
      <circle class="tree-sun" cx="20.5" cy="15.5" r="2.3" />
    </svg>
  );
}

export function Wordmark() {
  return (
    <span class="wordmark">
      <Tree joy={false} />
      <span>Palabre</span>
    </span>
  );
}
