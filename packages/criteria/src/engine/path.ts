import type { Truth } from '@linea/facts';

/** The numbers an unknown may be. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  readonly lowOpen?: boolean;
  readonly highOpen?: boolean;
}

/** What is not settled of an input: the numbers or the answers it may still be. */
export interface Unknown {
  /** Names the unknown; two inputs with one key are one unknown. */
  readonly key: string;
  /** The inputs to ask for, should it turn out to be decisive. */
  readonly inputs: readonly string[];
}

type Domain = Interval | readonly string[] | boolean;

const isChoices = (domain: Domain): domain is readonly string[] => Array.isArray(domain);

/**
 * What a path has assumed of an unknown, and the assumption before it. Of two of one unknown the later holds. A path asks
 * little, so going back along them is quicker than any index, and they cost nothing where nothing is open.
 */
interface Assumption {
  readonly key: string;
  /** The inputs to ask for. */
  readonly inputs: readonly string[];
  readonly domain: Domain;
  readonly before: Assumption | null;
}

/** What is assumed of an unknown at the end of a path. */
function assumptionOf(last: Assumption | null, key: string): Assumption | null {
  for (let one = last; one !== null; one = one.before) if (one.key === key) return one;
  return null;
}

/** The unknowns that were asked about, in the order of the first question about each, with the inputs to ask for. */
export function askedOf(last: Assumption | null): ReadonlyMap<string, readonly string[]> {
  const all: Assumption[] = [];
  for (let one = last; one !== null; one = one.before) all.push(one);
  const asked = new Map<string, readonly string[]>();
  for (const { key, inputs } of all.reverse()) asked.set(key, inputs);
  return asked;
}

/**
 * One way in which the unknowns of a patient may turn out. A condition asks; where the facts do not settle the
 * answer the path forks, and remembers what it then knows of that unknown, so that no later question contradicts it.
 */
export class Path {
  readonly #script: boolean[];
  #depth = 0;
  /** The last assumption. */
  assumed: Assumption | null = null;
  /** Numbers a rule wants to report for this way ("points"). */
  notes: Record<string, number> | null = null;

  constructor(script: boolean[]) {
    this.#script = script;
  }

  #fork(): boolean {
    if (this.#depth === this.#script.length) this.#script.push(true);
    return this.#script[this.#depth++] as boolean;
  }

  #assume({ key, inputs }: Unknown, domain: Domain): void {
    this.assumed = { key, inputs, domain, before: this.assumed };
  }

  /** What this path has assumed of an unknown. */
  domainOf(key: string): Domain | undefined {
    return assumptionOf(this.assumed, key)?.domain;
  }

  /** Is the unknown number at least `limit` (or, when `strict`, above it)? */
  reaches(unknown: Unknown, whole: Interval, limit: number, strict: boolean): boolean {
    const now =
      this.assumed === null ? whole : ((assumptionOf(this.assumed, unknown.key)?.domain as Interval) ?? whole);
    if (strict ? now.low > limit + EPSILON || (now.lowOpen && now.low >= limit - EPSILON) : now.low > limit - EPSILON)
      return true;
    if (
      strict ? now.high <= limit + EPSILON : now.high < limit - EPSILON || (now.highOpen && now.high <= limit + EPSILON)
    )
      return false;
    const yes = this.#fork();
    const { low, high, lowOpen = false, highOpen = false } = now;
    this.#assume(
      unknown,
      yes ? { low: limit, high, lowOpen: strict, highOpen } : { low, high: limit, lowOpen, highOpen: !strict },
    );
    return yes;
  }

  /** Is the unknown answer one of `answers`? */
  isOneOf(unknown: Unknown, whole: readonly string[], answers: readonly string[]): boolean {
    const now =
      this.assumed === null ? whole : ((assumptionOf(this.assumed, unknown.key)?.domain as readonly string[]) ?? whole);
    if (now.length === 1) return answers.includes(now[0] as string);
    let inside = 0;
    for (const option of now) if (answers.includes(option)) inside++;
    if (inside === now.length) return true;
    if (inside === 0) return false;
    const yes = this.#fork();
    this.#assume(
      unknown,
      now.filter((option) => answers.includes(option) === yes),
    );
    return yes;
  }

  /** A question that the facts answer with yes, no or unknown; the same question twice gets the same answer. */
  settle(unknown: Unknown, answer: Truth): boolean {
    if (answer !== null) return answer;
    const earlier = this.domainOf(unknown.key);
    if (typeof earlier === 'boolean') return earlier;
    const yes = this.#fork();
    this.#assume(unknown, yes);
    return yes;
  }

  /** Nothing that was asked so far is open: the path has no sibling. */
  get isOnlyOne(): boolean {
    return this.assumed === null;
  }

  note(name: string, value: number): void {
    this.notes ??= {};
    this.notes[name] = value;
  }
}

/** Tolerance of every comparison of a computed number (toxicity.md 0.4). */
export const EPSILON = 1e-9;

/** More ways than this and nothing useful can be said of the unknowns, least of all quickly. */
const MOST_WAYS = 1000;

/** So much is unknown that the ways in which it may turn out are not walked; `inputs` are those asked about. */
export class TooManyUnknowns extends Error {
  readonly inputs: readonly string[];

  constructor(inputs: ReadonlySet<string>) {
    super(`everyWay: more than ${MOST_WAYS} ways, asking about ${inputs.size} inputs`);
    this.inputs = [...inputs];
  }
}

export interface Way<T> {
  readonly answer: T;
  /** The last assumption on which it rests; null: nothing was open. */
  readonly assumed: Assumption | null;
  readonly notes: Readonly<Record<string, number>> | null;
}

/**
 * Every way in which the unknowns may turn out, as far as the rule asks: a partition of all completions, so that the
 * answers are exactly the reachable ones. @throws {TooManyUnknowns} more than 1,000 ways
 */
export function everyWay<T>(rule: (path: Path) => T): readonly Way<T>[] {
  const ways: Way<T>[] = [];
  const script: boolean[] = [];
  do {
    const path = new Path(script);
    const answer = rule(path);
    ways.push({ answer, assumed: path.assumed, notes: path.notes });
    if (ways.length > MOST_WAYS)
      throw new TooManyUnknowns(new Set(ways.flatMap(({ assumed }) => [...askedOf(assumed).values()].flat())));
    while (script.at(-1) === false) script.pop();
    if (script.length > 0) script[script.length - 1] = false;
  } while (script.length > 0);
  return ways;
}

function disjoint(a: Domain, b: Domain): boolean {
  if (typeof a === 'boolean' || typeof b === 'boolean') return a !== b;
  if (isChoices(a) || isChoices(b)) return isApart(a as readonly string[], b as readonly string[]);
  return endsBefore(a, b) || endsBefore(b, a);
}

function isApart(a: readonly string[], b: readonly string[]): boolean {
  for (const option of a) if (b.includes(option)) return false;
  return true;
}

const endsBefore = (x: Interval, y: Interval): boolean =>
  x.high < y.low || (x.high === y.low && Boolean(x.highOpen || y.lowOpen));

/** The one unknown that separates two ways, or null when there are none or several. */
export function onlySeparator<T>(one: Way<T>, other: Way<T>): Assumption | null {
  let found: Assumption | null = null;
  for (let mine = one.assumed; mine !== null; mine = mine.before) {
    if (mine.key === found?.key) continue;
    const theirs = assumptionOf(other.assumed, mine.key);
    if (theirs === null || !disjoint(mine.domain, theirs.domain)) continue;
    if (found !== null) return null;
    found = mine;
  }
  return found;
}

/** The place of the one unknown that separates two ways, in a table of `width` unknowns a way; -1 for none or several. */
function separatorIn(domains: readonly (Domain | undefined)[], width: number, one: number, other: number): number {
  let found = -1;
  for (let place = 0; place < width; place++) {
    const [mine, theirs] = [domains[one * width + place], domains[other * width + place]];
    if (mine === undefined || theirs === undefined || !disjoint(mine, theirs)) continue;
    if (found >= 0) return -1;
    found = place;
  }
  return found;
}

/**
 * The unknowns on which the answer hangs: some two completions that differ in that unknown alone give different
 * answers (myeloma.md 0.1). Two ways hold such a pair when exactly one unknown separates them.
 *
 * Neighbours in the order of exploration differ in few unknowns, so pairs are tried by their distance in it, until
 * every unknown that was asked about is found.
 *
 * @param keyOf  two answers are one when their keys are
 */
export function decisiveInputs<T>(ways: readonly Way<T>[], keyOf: (answer: T) => unknown): ReadonlySet<string> {
  const { domains, asked } = assumedBy(ways);
  const width = asked.length;
  const answers = ways.map(({ answer }) => keyOf(answer));
  const decisive = new Set<number>();
  for (let distance = 1; distance < ways.length && decisive.size < width; distance++) {
    for (let index = 0; index + distance < ways.length; index++) {
      if (answers[index] === answers[index + distance]) continue;
      const place = separatorIn(domains, width, index, index + distance);
      if (place >= 0) decisive.add(place);
    }
  }
  const inputs = new Set<string>();
  for (const place of decisive) for (const input of asked[place] ?? []) inputs.add(input);
  return inputs;
}

/** What each way assumes of each of the unknowns, way by way (undefined where it did not ask), and the inputs to ask for of each. */
function assumedBy<T>(ways: readonly Way<T>[]): {
  readonly domains: readonly (Domain | undefined)[];
  readonly asked: readonly (readonly string[])[];
} {
  const places = new Map<string, number>();
  for (const { assumed } of ways)
    for (let one = assumed; one !== null; one = one.before) if (!places.has(one.key)) places.set(one.key, places.size);
  const domains = new Array<Domain | undefined>(ways.length * places.size).fill(undefined);
  const asked: (readonly string[])[] = [];
  for (const [index, { assumed }] of ways.entries()) {
    for (let one = assumed; one !== null; one = one.before) {
      const place = places.get(one.key) as number;
      const cell = index * places.size + place;
      if (domains[cell] !== undefined) continue;
      domains[cell] = one.domain;
      asked[place] = one.inputs;
    }
  }
  return { domains, asked };
}
