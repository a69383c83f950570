const DELIMITERS = [',', ';', '\t', '|'] as const;

/** The first line that Excel writes and reads to name the delimiter. */
export const SEPARATOR_LINE = /^sep=(.)\r?\n/i;

const ROWS_LOOKED_AT = 50;

/**
 * The delimiter of a CSV from its beginning: that by which the most rows have as many cells as the first, more than one;
 * where two do, that which makes more cells. A comma when none does: a table of one column.
 *
 * @param head  the beginning of the file, whose last line may be cut off
 */
export function findDelimiter(head: string): string {
  const scored = DELIMITERS.map((delimiter) => {
    const counts = cellCounts(head, delimiter);
    const cells = counts[0] ?? 0;
    const alike = counts.filter((count) => count === cells).length;
    return { delimiter, cells, share: cells > 1 ? alike / counts.length : 0 };
  });
  const best = scored.reduce((a, b) => (b.share > a.share || (b.share === a.share && b.cells > a.cells) ? b : a));
  return best.share > 0 ? best.delimiter : ',';
}

/** How many cells each of the first rows has, blank ones left out. Quotes are respected. */
function cellCounts(head: string, delimiter: string): readonly number[] {
  const counts: number[] = [];
  let cells = 1;
  let quoted = false;
  let blank = true;
  for (const character of head) {
    if (character === '"') quoted = !quoted;
    if (quoted) blank = false;
    else if (character === delimiter) cells++;
    else if (character === '\n') {
      if (!blank || cells > 1) counts.push(cells);
      if (counts.length === ROWS_LOOKED_AT) return counts;
      cells = 1;
      blank = true;
      continue;
    }
    if (character.trim() !== '') blank = false;
  }
  // The last line may be cut off: it counts only when it is the only one.
  if (counts.length === 0) counts.push(cells);
  return counts;
}
