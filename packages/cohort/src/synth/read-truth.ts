import { findSyntaxError, type Issue, ok, type Result, refused, shown } from '@linea/facts';
import { withPlaces } from '../study/places.ts';
import { calibration, type EffectRow } from './calibration.ts';
import { defaultTruth, PLANTED, type Truth } from './truth.ts';

const SIZES = ['logHr2L', 'logHr3L'] as const;
type Sizes = { -readonly [K in (typeof SIZES)[number]]?: number };

/** What the calibration and a `truth.json` say besides: of no effect here, so that either may be edited and given back. */
const ALSO: ReadonlySet<string> = new Set([
  'endpoint', 'timeUnit', 'model', 'nullDecoys', 'differsBetweenSettings', 'sameInBoth', 'expressionBlocks', 'leakageTraps', 'toxicityModel', 'oracle',
  'acceptance', 'note', 'synthetic', 'bannerEn', 'bannerIt', 'seed', 'decoys', 'leaks',
]); // biome-ignore format: a list
const ALSO_OF_EFFECT: ReadonlySet<string> = new Set([
  'name',
  'factCode',
  'recovery2L',
  'recovery3L',
  'powerOfDifference',
]);
const ALSO_OF_INTERACTION: ReadonlySet<string> = new Set(['only', 'meaningEn', 'meaningIt']);

/** The largest log hazard ratio that may be planted: a ratio of 148. */
const LARGEST = 5;

/**
 * The truth with the members of a file (JSON) in place of the calibration's: `{ effects: [{ key, logHr2L, logHr3L }], interaction: { between, logHr2L?,
 * logHr3L? } | null }`. What the file does not name stays; what it names and nobody reads is refused. Every issue with line and column.
 *
 * @param file  its name, for the places
 */
export function readTruth(text: string, file: string): Result<Truth> {
  const broken = findSyntaxError(text);
  if (broken) {
    const at = `${file} line ${broken.line}, column ${broken.column}`;
    return refused({ code: 'json.broken', at, got: broken.found, allowed: 'JSON' });
  }
  const { errors, place, raw } = withPlaces(text, file);
  if (errors.length > 0)
    return refused(...errors.map(({ at, message }) => ({ code: 'study.twice', at, got: shown(message) })));
  const document = raw();
  if (!isObject(document))
    return refused({ code: 'synth.truth.notObject', at: place([]), got: shown(document), allowed: '{ effects, interaction }' }); // biome-ignore format: an issue
  const reading = new Reading(place);
  reading.only(document, [], ['effects', 'interaction', 'centreEffectSd'], ALSO);
  if ('centreEffectSd' in document)
    reading.same(document.centreEffectSd, calibration.truthLbcl.centreEffectSd, ['centreEffectSd']);
  const truth = reading.truth(document);
  return reading.issues.length > 0 ? { ok: false, issues: reading.issues } : ok(truth);
}

type Plain = Readonly<Record<string, unknown>>;
type Path = readonly PropertyKey[];

const isObject = (raw: unknown): raw is Plain => typeof raw === 'object' && raw !== null && !Array.isArray(raw);

class Reading {
  readonly issues: Issue[] = [];
  readonly #place: (path: Path) => string;
  readonly #base = defaultTruth();
  readonly #keys = this.#base.effects.map(({ key }) => key);

  constructor(place: (path: Path) => string) {
    this.#place = place;
  }

  truth({ effects, interaction }: Plain): Truth {
    const changed = new Map<string, Sizes>();
    for (const [index, row] of this.#list(effects).entries()) {
      const found = this.#effect(row, ['effects', index]);
      if (!found) continue;
      if (changed.has(found.key)) this.#refuse('synth.truth.keyTwice', ['effects', index, 'key'], found.key);
      changed.set(found.key, found.sizes);
    }
    return {
      effects: this.#base.effects.map((effect): EffectRow => ({ ...effect, ...changed.get(effect.key) })),
      interaction: this.#interaction(interaction, changed.get(PRODUCT) ?? {}),
    };
  }

  /** Nothing but these members. */
  only(of: Plain, path: Path, read: readonly string[], also: ReadonlySet<string>): void {
    for (const name of Object.keys(of))
      if (!read.includes(name) && !also.has(name))
        this.#refuse('synth.truth.unknownMember', [...path, name], name, read.join(', '));
  }

  /** What the generator does not let anybody change: said as it is, or not at all. */
  same(given: unknown, is: unknown, path: Path): void {
    if (given !== is) this.#refuse('synth.truth.fixed', path, given, String(is));
  }

  #effect(row: unknown, path: Path): { readonly key: string; readonly sizes: Sizes } | undefined {
    const of = isObject(row) ? row : {};
    const { key } = of;
    if (typeof key !== 'string' || !(this.#keys.includes(key) || key === PRODUCT)) {
      this.#refuse('synth.truth.unknownKey', [...path, 'key'], key, [...this.#keys, PRODUCT].join(', '));
      return undefined;
    }
    const planted = Object.entries(PLANTED[key] ?? {});
    const fixed = planted.map(([name]) => name);
    this.only(of, path, ['key', ...SIZES, 'differs'], new Set([...ALSO_OF_EFFECT, ...fixed]));
    for (const [name, is] of planted) if (name in of) this.same(of[name], is, [...path, name]);
    if (of.differs !== undefined && typeof of.differs !== 'boolean')
      this.#refuse('synth.truth.fixed', [...path, 'differs'], of.differs, 'true, false');
    return { key, sizes: this.#sizes(of, path) };
  }

  #sizes(of: Plain, path: Path): Sizes {
    const sizes: Sizes = {};
    for (const name of SIZES) {
      const value = of[name];
      if (value === undefined) continue;
      if (typeof value === 'number' && Math.abs(value) <= LARGEST) sizes[name] = value;
      else this.#refuse('synth.truth.number', [...path, name], value, `-${LARGEST} … ${LARGEST}`);
    }
    return sizes;
  }

  #interaction(raw: unknown, product: Sizes): Truth['interaction'] {
    const path = ['interaction'];
    const before = this.#base.interaction ?? { between: ['ctdna', 'tcm'] as const, logHr2L: 0, logHr3L: 0 };
    if (raw === null) return null;
    if (raw === undefined) return { ...before, ...product };
    if (!isObject(raw)) {
      this.#refuse('synth.truth.interaction', path, raw, '{ between, logHr2L, logHr3L }, null');
      return before;
    }
    this.only(raw, path, ['between', ...SIZES], ALSO_OF_INTERACTION);
    const { between = before.between } = raw;
    if (between === null) return null;
    const [a, b, more] = Array.isArray(between) ? between : [];
    if (more !== undefined || a === b || !this.#keys.includes(a) || !this.#keys.includes(b)) {
      this.#refuse('synth.truth.between', [...path, 'between'], between, `two of ${this.#keys.join(', ')}`);
      return before;
    }
    return { ...before, ...product, ...this.#sizes(raw, path), between: [a, b] };
  }

  #list(raw: unknown): readonly unknown[] {
    if (raw === undefined) return [];
    if (Array.isArray(raw)) return raw;
    this.#refuse('synth.truth.notList', ['effects'], raw, '[ … ]');
    return [];
  }

  #refuse(code: string, path: Path, got: unknown, allowed?: string): void {
    this.issues.push({ code, at: this.#place(path), got: shown(got ?? 'null'), ...(allowed ? { allowed } : {}) });
  }
}

/** The key under which the calibration lists the interaction among the effects. */
const PRODUCT = 'inter';
