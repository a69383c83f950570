type Plain = Readonly<Record<string, unknown>>;

/** Are two plain values (records, lists, maps and sets of such) the same? What is none of these is the same only as itself. */
export function equal(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const kind = Object.getPrototypeOf(a);
  if (kind !== Object.getPrototypeOf(b)) return false;
  if (Array.isArray(a)) return equalLists(a, b as readonly unknown[]);
  if (a instanceof Map) return equalLists([...a], [...(b as ReadonlyMap<unknown, unknown>)]);
  if (a instanceof Set) return equalLists([...a], [...(b as ReadonlySet<unknown>)]);
  return (kind === Object.prototype || kind === null) && equalRecords(a as Plain, b as Plain);
}

function equalLists(a: readonly unknown[], b: readonly unknown[]): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index++) if (!equal(a[index], b[index])) return false;
  return true;
}

/** The order of names counts: it is the order in which they are printed. */
function equalRecords(a: Plain, b: Plain): boolean {
  const [names, others] = [Object.keys(a), Object.keys(b)];
  if (names.length !== others.length) return false;
  for (let index = 0; index < names.length; index++) {
    const name = names[index] as string;
    if (name !== others[index] || !equal(a[name], b[name])) return false;
  }
  return true;
}
