/** A JSON object as it came. */
export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (raw: unknown): raw is Fields => typeof raw === 'object' && raw !== null && !Array.isArray(raw);

/** The members that are given: an optional member is left out, never undefined. */
export function given<T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const rest: { [K in keyof T]?: Exclude<T[K], undefined> } = {};
  for (const name in members)
    if (members[name] !== undefined) rest[name] = members[name] as Exclude<T[typeof name], undefined>;
  return rest;
}
