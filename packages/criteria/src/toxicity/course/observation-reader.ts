import { type InputIssue, type Inputs, type Read, type Reader, record } from '../../engine/index.ts';

type Members = Readonly<Record<string, Reader<unknown>>>;

const unchanging = new WeakSet<object>();

/** Says of an observation that nobody will write to it any more: it is then read once, however often its course is graded. */
export function isFinal<T extends object>(observation: T): T {
  unchanging.add(observation);
  return observation;
}

/**
 * One observation of a flow-sheet; what it holds of other things is left to them. It is read under one name, so that what
 * is not given is read once and shared; a place is only made for what is wrong.
 *
 * @param alias  other names of members, by the name they are read under
 * @param like   the criterion that grades one observation alone: its help lists the members
 */
export function observationReader<R extends Members>(
  members: R,
  alias: Readonly<Record<string, string>>,
  like: string,
): Reader<Inputs<R>> {
  const inside = record(members);
  const readers = new Map(Object.entries(members));
  const others = Object.entries(alias);
  const nothing = { ...inside.read({}, '').input };
  const renamed = (raw: unknown): unknown => {
    if (typeof raw !== 'object' || raw === null) return raw;
    const used = others.filter(([other]) => other in raw);
    if (used.length === 0) return raw;
    return {
      ...raw,
      ...Object.fromEntries(used.map(([other, name]) => [name, (raw as Record<string, unknown>)[other]])),
    };
  };
  const known = new WeakMap<object, Read<Inputs<R>>>();
  return {
    help: `{ at | day, … as ${like} }`,
    read(raw, name): Read<Inputs<R>> {
      const read = readOnce(raw);
      if (read.issues.length === 0) return read;
      return { input: read.input, issues: read.issues.map((issue) => ({ ...issue, at: `${name}.${issue.at}` })) };
    },
  };

  function readOnce(raw: unknown): Read<Inputs<R>> {
    if (typeof raw !== 'object' || raw === null || !unchanging.has(raw)) return readWhatIsThere(renamed(raw));
    const before = known.get(raw);
    if (before) return before;
    const read = readWhatIsThere(renamed(raw));
    known.set(raw, read);
    return read;
  }

  /** As the record does, but an observation has few of its many members. */
  function readWhatIsThere(raw: unknown): Read<Inputs<R>> {
    if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return inside.read(raw, '');
    const input: Record<string, unknown> = { ...nothing };
    let issues = NO_ISSUES;
    for (const name in raw) {
      const value = (raw as Record<string, unknown>)[name];
      const member = readers.get(name);
      if (!member || value === undefined) continue;
      const read = member.read(value, name);
      input[name] = read.input;
      if (read.issues.length > 0) issues = [...issues, ...read.issues];
    }
    return { input: input as Inputs<R>, issues };
  }
}

const NO_ISSUES: readonly InputIssue[] = [];
