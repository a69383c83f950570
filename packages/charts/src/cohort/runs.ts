/** Where a letter stands without a break: `[first, after the last]`, ascending. O(length). */
export function runsOf(cells: string, letter: string): readonly (readonly [number, number])[] {
  const runs: (readonly [number, number])[] = [];
  let from = cells.indexOf(letter);
  while (from >= 0) {
    let to = from + 1;
    while (to < cells.length && cells[to] === letter) to++;
    runs.push([from, to]);
    from = cells.indexOf(letter, to);
  }
  return runs;
}
