import { type Issue, shown } from '@linea/facts';

/** An input that could not be used: it counts as unknown, with warning `rejected:<name>`. */
export interface InputIssue extends Issue {
  /** Nobody can have meant it (an impossible date), so the caller is told that the input was refused. */
  readonly fatal: boolean;
}

export interface Read<X> {
  readonly input: X;
  readonly issues: readonly InputIssue[];
}

/**
 * Turns one plain input into what rules ask. `name` is the place in the call; `help` says what it takes. Nobody writes to
 * what was read: what comes again at the same place may be the same object.
 */
export interface Reader<X> {
  readonly read: (raw: unknown, name: string) => Read<X>;
  readonly help: string;
  /** What may be sent, for generators of test inputs and of schemas. */
  readonly shape?: Shape;
}

export type Shape =
  | {
      readonly kind: 'quantity';
      readonly unit: string;
      readonly plausible: readonly [number, number];
      readonly bare: boolean;
      readonly whole: boolean;
    }
  | { readonly kind: 'choice'; readonly answers: readonly string[] }
  | { readonly kind: 'date'; readonly none: 'null' | 'unknown' }
  | { readonly kind: 'text' }
  | { readonly kind: 'record'; readonly members: Readonly<Record<string, Shape | undefined>> }
  | { readonly kind: 'list'; readonly member: Shape | undefined };

/** The last member of a place in the input: `fish.t4_14` is asked for as `t4_14`. */
export const leaf = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

const NO_ISSUES: readonly InputIssue[] = [];
export const usable = <X>(input: X): Read<X> => ({ input, issues: NO_ISSUES });
export const rejected = <X>(
  input: X,
  code: string,
  at: string,
  raw: unknown,
  allowed: string,
  fatal: boolean,
): Read<X> => ({ input, issues: [{ code, at, got: shown(raw), allowed, fatal }] });

/** Places are as many as a specification has records and a patient assessments; a caller may number more. */
const MOST_PLACES = 200;

/** What is made once a place and kept. Most readers stand at one place only, so the last one is looked at first. */
export function eachPlace<P>(make: (name: string) => P): (name: string) => P {
  const places = new Map<string, P>();
  let last: string | undefined;
  let made: P | undefined;
  return (name) => {
    if (name === last) return made as P;
    let place = places.get(name);
    if (place === undefined) {
      place = make(name);
      if (places.size < MOST_PLACES) places.set(name, place);
    }
    last = name;
    made = place;
    return place;
  };
}

export type Inputs<R extends Readonly<Record<string, Reader<unknown>>>> = {
  readonly [K in keyof R]: R[K] extends Reader<infer X> ? X : never;
};
