import { shown } from '@linea/facts';
import { eachPlace, type InputIssue, type Inputs, type Read, type Reader, usable } from './input.ts';

/** The members of a record at one place in the call: their names there, and what they read as when they are absent or null. */
interface Place {
  readonly names: readonly string[];
  /** The record in which nothing is given. What is not given raises no issue, so only what is given is read anew. */
  readonly nothing: Read<Readonly<Record<string, unknown>>>;
  readonly none: (Read<unknown> | undefined)[];
}

/** An object of inputs; not given, every member is unknown. What is absent is read once and shared: readers are pure. */
export function record<R extends Readonly<Record<string, Reader<unknown>>>>(
  members: R,
): Reader<Inputs<R> & { readonly given: boolean }> {
  type Whole = Inputs<R> & { readonly given: boolean };
  const keys = Object.keys(members);
  const readers = Object.values(members);
  const places = new Map(keys.map((key, index) => [key, index]));
  /** A member may itself be called `given`: the doses of a cycle. */
  const namesGiven = Object.hasOwn(members, 'given');
  const placeOf = eachPlace((name): Place => {
    const names = keys.map((key) => (name === '' ? key : `${name}.${key}`));
    const absent = keys.map((key, index) => [
      key,
      (readers[index] as Reader<unknown>).read(undefined, names[index] as string).input,
    ]);
    const input = { ...Object.fromEntries([['given', false], ...absent]) };
    return { names, nothing: usable(input), none: [] };
  });
  return {
    shape: { kind: 'record', members: Object.fromEntries(keys.map((name) => [name, members[name]?.shape])) },
    help: `{ ${keys.map((name) => `${name}: ${members[name]?.help}`).join(', ')} }`,
    read(raw, name) {
      const place = placeOf(name);
      const nothing = place.nothing as Read<Whole>;
      if (raw === undefined || raw === null) return nothing;
      if (typeof raw !== 'object' || Array.isArray(raw)) {
        const issue = { code: 'input.notObject', at: name, got: shown(raw), allowed: keys.join(', '), fatal: true };
        return { input: nothing.input, issues: [issue] };
      }
      const source = raw as Record<string, unknown>;
      /** Issues by the place of their member, in the order in which members were sent. */
      const failed: [index: number, issues: readonly InputIssue[]][] = [];
      // A copy of one object of many members is quicker than putting them together one by one.
      const input: Record<string, unknown> = { ...nothing.input };
      if (!namesGiven) input.given = true;
      // What is sent is mostly less than what may be.
      for (const key in source) {
        const index = places.get(key);
        const value = source[key];
        if (index === undefined || value === undefined) continue;
        const read =
          value === null
            ? readNull(place, index)
            : (readers[index] as Reader<unknown>).read(value, place.names[index] as string);
        input[key] = read.input;
        if (read.issues.length > 0) failed.push([index, read.issues]);
      }
      if (failed.length > 1) failed.sort(([a], [b]) => a - b);
      return { input: input as Whole, issues: failed.flatMap(([, found]) => found) };
    },
  };

  /** A null member, read once at its place. */
  function readNull(place: Place, index: number): Read<unknown> {
    place.none[index] ??= (readers[index] as Reader<unknown>).read(null, place.names[index] as string);
    return place.none[index] as Read<unknown>;
  }
}

/** A list; not given, it is empty and `given` is false. */
export function list<X>(member: Reader<X>): Reader<readonly X[] & { readonly given: boolean }> {
  const namesAt = eachPlace((): string[] => []);
  return {
    help: `[ ${member.help} ]`,
    shape: { kind: 'list', member: member.shape },
    read(raw, name) {
      const given = Array.isArray(raw);
      const issues: InputIssue[] = [];
      if (!given && raw !== undefined && raw !== null)
        issues.push({ code: 'input.notList', at: name, got: shown(raw), allowed: '[ ... ]', fatal: true });
      const names = namesAt(name);
      const members = (given ? raw : []).map((entry: unknown, index: number) => {
        names[index] ??= `${name}[${index}]`;
        const read = member.read(entry, names[index] as string);
        if (read.issues.length > 0) issues.push(...read.issues);
        return read.input;
      });
      return { input: Object.assign(members, { given }) as readonly X[] & { readonly given: boolean }, issues };
    },
  };
}
