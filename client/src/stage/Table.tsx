// The figure's numbers as a real table: always there for screen readers, and on one key for everybody.
import type { Column, Table as Numbers } from "../protocol.ts";
import type { Say } from "./words.ts";

interface TableProps {
  readonly table: Numbers;
  readonly caption: string;
  readonly words: Say;
}

/** A column that has no heading of its own in the catalogue is a value, such as a step of a scale; one that was named by people has its own. */
function heading(column: Column, words: Say): string {
  return column.text || (words.find(`table.${column.name}`, {}) ?? column.name);
}

/** What a cell says; an empty one holds no text at all, which Preact would write anew at every turn. */
function cell(value: string | number, column: Column, words: Say): string | null {
  if (typeof value === "string") return value === "" ? null : value;
  return column.name === "share" ? words.percent(value) : words.number(value);
}

export function Table({ table, caption, words }: TableProps) {
  const [first, ...others] = table.columns;
  return (
    <table class="numbers">
      <caption dir="auto">{caption}</caption>
      <thead>
        <tr>
          {table.columns.map((column) => (
            <th key={column.name} scope="col" data-numeric={column.numeric}>
              {heading(column, words)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row, place) => (
          <tr key={`${place} ${row[0]}`}>
            {first !== undefined && (
              <th scope="row" dir="auto">
                {table.swatches[place] !== undefined && <Swatch colour={table.swatches[place]} />}
                {cell(row[0] ?? "", first, words)}
              </th>
            )}
            {others.map((column, at) => (
              <td key={column.name} data-numeric={column.numeric}>
                {cell(row[at + 1] ?? "", column, words)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Swatch({ colour }: { readonly colour: string }) {
  return <span class="swatch" style={{ backgroundColor: colour }} />;
}
