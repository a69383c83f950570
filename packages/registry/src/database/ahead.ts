/**
 * Loads one item after the other, the next ones while somebody works on this one.
 *
 * @param load   asked for in the order of the items
 * @param count  how many are loaded or waiting to be worked on, 1 or more
 */
export async function* ahead<T, R>(
  items: Iterable<T>,
  load: (item: T) => Promise<R>,
  count: number,
): AsyncGenerator<R, void> {
  const waiting: Promise<R>[] = [];
  for (const item of items) {
    const loading = load(item);
    // Told where its turn comes; if that never comes, somebody has stopped or another one failed.
    loading.catch(() => {});
    waiting.push(loading);
    if (waiting.length >= count) yield await (waiting.shift() as Promise<R>);
  }
  while (waiting.length > 0) yield await (waiting.shift() as Promise<R>);
}
