import { type Choice, choice, type Measured, presence, quantity, type Reader } from '../engine/index.ts';

export type Presence = Choice<'present' | 'absent'>;

/** A probe: the laboratory's call, alone or as `{ state, … }` with what else it reported. */
export function probe(): Reader<Presence> {
  const call = presence();
  const stateOf = (raw: unknown): unknown =>
    typeof raw === 'object' && raw !== null ? (raw as { state?: unknown }).state : raw;
  return { ...call, read: (raw, name) => call.read(stateOf(raw), name) };
}

/** del(17p): the call, the percentage of the clone, and whether it was counted in sorted (CD138+) cells. */
export interface Del17p extends Presence {
  readonly clonePercent: Measured;
  readonly unsorted: boolean;
}

export function del17p(): Reader<Del17p> {
  const call = probe();
  const percent = quantity('%', { bare: true, plausible: [0, 100] });
  return {
    help: "present | absent | { state, clonePercent, cells: 'sorted' | 'unsorted' }",
    shape: call.shape as NonNullable<typeof call.shape>,
    read(raw, name) {
      const record = (typeof raw === 'object' && raw !== null ? raw : {}) as Record<string, unknown>;
      const state = call.read(raw, name);
      const clone = percent.read(record.clonePercent, `${name}.clonePercent`);
      const unsorted = typeof record.cells === 'string' && /^unsorted/i.test(record.cells);
      return {
        input: { ...state.input, clonePercent: clone.input, unsorted },
        issues: [...state.issues, ...clone.issues],
      };
    },
  };
}

/** del(1p32): how many alleles are lost; `present-nos` (or present): one or two. */
export type Del1p32 = Choice<'absent' | 'monoallelic' | 'biallelic'>;

export function del1p32(): Reader<Del1p32> {
  const call = choice(['absent', 'monoallelic', 'biallelic'], { false: 'absent', negative: 'absent', no: 'absent' });
  const somehow: ReadonlySet<unknown> = new Set(['present-nos', 'present', 'positive', 'yes', true, 'notStated']);
  return {
    ...call,
    help: 'absent | monoallelic | biallelic | present-nos',
    read(raw, name) {
      const record = typeof raw === 'object' && raw !== null ? (raw as Record<string, unknown>) : null;
      const said = record ? (record.state === 'present' ? (record.alleles ?? 'present-nos') : record.state) : raw;
      if (!somehow.has(said)) return call.read(said, name);
      const { input } = call.read(null, name);
      return { input: { ...input, options: ['monoallelic', 'biallelic'], given: true }, issues: [] };
    },
  };
}

/** The one of two inputs of a name that was given: within `fish`, or beside it. */
export const eitherOf = <X extends { readonly given: boolean }>(within: X, beside: X): X =>
  beside.given && !within.given ? beside : within;

/** The same readers as a second way of giving the same inputs: generators of inputs use the first. */
export const withoutShape = <R extends Readonly<Record<string, Reader<unknown>>>>(readers: R): R =>
  Object.fromEntries(Object.entries(readers).map(([name, { help, read }]) => [name, { help, read }])) as unknown as R;
