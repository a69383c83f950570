import type { GridTable } from './grid-table.tsx';

/** The numbers of a figure as a table of the page, for whoever cannot or will not read the drawing. */
export function NumbersTable({ caption, table }: { readonly caption: string; readonly table: GridTable }) {
  return (
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          {table.heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row) => (
          <tr key={row.join('|')}>
            {row.map((cell, c) =>
              c === 0 ? (
                <th key={table.heads[c]} scope="row">
                  {cell}
                </th>
              ) : (
                <td key={table.heads[c]}>{cell}</td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
