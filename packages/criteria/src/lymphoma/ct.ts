import type { Truth } from '@linea/facts';
import {
  all,
  always,
  any,
  type Choice,
  type Condition,
  choice,
  criterion,
  type Decision,
  type Inputs,
  type Interval,
  is,
  never,
  type Path,
  quantity,
  type Reader,
} from '../engine/index.ts';
import { ask } from '../lines/ask.ts';
import { exceedsLimit, lesions, reachesBy, sumOf, type Target, targetsOf } from './lesions.ts';
import { LUGANO, type Lugano } from './lugano.ts';
import { newLesionList, progressedByNewLesion } from './new-lesions.ts';
import { ctApplications } from './scan-facts.ts';
import { type Spleens, spleenNormal, spleenProgressed, spleenRegressed } from './spleen.ts';

/** A node up to this longest diameter is normal, cm. */
const NODE = 1.5;

const spleen = () => quantity('cm', { bare: true, plausible: [0, 60] });

const MARROW = ['normal', 'involved', 'new'] as const;
const MARROW_WORDS = {
  false: 'normal', no: 'normal', negative: 'normal', absent: 'normal', notInvolved: 'normal',
  true: 'involved', yes: 'involved', positive: 'involved', present: 'involved', reduced: 'involved', unchanged: 'involved',
  recurrent: 'new', notAssessed: null,
} as const; // biome-ignore format: a table

/** Marrow now; `involvedOrNew`: involved, and nobody looked before. */
function marrowFinding(): Reader<Choice<(typeof MARROW)[number]>> {
  const words = choice(MARROW, MARROW_WORDS);
  return {
    ...words,
    read(raw, name) {
      if (raw !== 'involvedOrNew') return words.read(raw, name);
      const { input, issues } = words.read(null, name);
      return { input: { ...input, options: ['involved', 'new'] }, issues };
    },
  };
}

const inputs = {
  baseline: lesions(),
  nadir: lesions(),
  now: lesions(),
  newLesions: newLesionList(),
  nonTarget: choice(['absent', 'regressed', 'notIncreased', 'progressed'], { notAssessed: null }),
  baselineSpleenCm: spleen(),
  spleenCm: spleen(),
  marrow: marrowFinding(),
};
type Scan = Inputs<typeof inputs>;

type Targets = ReadonlyMap<string, Target>;

/** The sum of the products of the targets of a list at another time; null where one of them was not assessed. */
const spdOf = (targets: Targets, at: Targets): Interval | null =>
  sumOf([...targets.keys()].map((id) => at.get(id)?.ppd ?? null));

/** A diameter up from its nadir by 0.5 cm, by 1 cm where the LDi at the nadir was above 2 cm. */
function widened(now: Target, nadir: Target): Truth {
  const by = (cm: number): Truth => either(reachesBy(now.ldi, nadir.ldi, 1, cm), reachesBy(now.sdi, nadir.sdi, 1, cm));
  const large = nadir.ldi ? exceedsLimit(nadir.ldi, 2) : null;
  if (large !== null) return by(large ? 1 : 0.5);
  return by(1) === true ? true : by(0.5) === false ? false : null;
}

/** Grown from its nadir, or back after it was gone; a target that was not assessed now is not known to have grown. */
function grown(now: Target, nadir: Target | undefined): Truth {
  if (!now.ldi || !now.ppd || !nadir) return false;
  if (nadir.ppd?.high === 0) return exceedsLimit(now.ldi, 0);
  const product = nadir.ppd ? reachesBy(now.ppd, nadir.ppd, 1.5, 0) : null;
  return both(both(exceedsLimit(now.ldi, NODE), product), widened(now, nadir));
}

const both = (a: Truth, b: Truth): Truth => (a === false || b === false ? false : a && b);
const either = (a: Truth, b: Truth): Truth =>
  a === true || b === true ? true : a === false && b === false ? false : null;

interface Course {
  readonly baseline: Targets;
  readonly nadir: Targets;
  readonly now: Targets;
  readonly spleens: Spleens;
}

/** Where a target has no nadir its baseline is the smallest product known. */
function courseOf(scan: Scan): Course {
  const [baseline, nadir] = [targetsOf(scan.baseline), targetsOf(scan.nadir)];
  return {
    baseline,
    nadir: new Map([...baseline, ...[...nadir].filter(([id, { ppd }]) => ppd || !baseline.has(id))]),
    now: targetsOf(scan.now),
    spleens: { baseline: scan.baselineSpleenCm, now: scan.spleenCm },
  };
}

/** A question that hangs on lists that were not given. */
const unasked = (path: Path, key: string, ...lists: readonly (readonly [name: string, given: boolean])[]): boolean =>
  path.settle({ key, inputs: lists.flatMap(([name, given]) => (given ? [] : [name])) }, null);

function targetsGrown(scan: Scan, { nadir, now }: Course): Condition {
  const known = scan.now.given && (scan.nadir.given || scan.baseline.given || scan.now.length === 0);
  return (path) => {
    if (!known)
      return unasked(
        path,
        'targets grown',
        ['now', scan.now.given],
        ['nadir', scan.nadir.given || scan.baseline.given],
      );
    return [...now.values()].some((target) =>
      ask(path, grown(target, nadir.get(target.id)), () => ({ key: `${target.id} grown`, inputs: ['now', 'nadir'] })),
    );
  };
}

/** Every target gone: a node to its normal size, extralymphatic disease altogether. */
function targetsGone(scan: Scan, { baseline, now }: Course): Condition {
  return (path) => {
    if (!scan.now.given) return unasked(path, 'targets gone', ['now', false]);
    return [...new Set([...baseline.keys(), ...now.keys()])].every((id) => {
      const target = now.get(id);
      if (!target?.ldi) return false;
      const above = exceedsLimit(target.ldi, target.extranodal ? 0 : NODE);
      return !ask(path, above, () => ({ key: `${id} gone`, inputs: ['now'] }));
    });
  };
}

/** SPD fallen by at least half; without target lesions there is nothing to halve. */
function halved(scan: Scan, { baseline, now }: Course): Condition {
  const known = scan.now.given && scan.baseline.given;
  if (scan.baseline.given && baseline.size === 0) return never;
  return (path) => {
    if (!known) return unasked(path, 'SPD halved', ['now', scan.now.given], ['baseline', scan.baseline.given]);
    const [from, to] = [spdOf(baseline, baseline), spdOf(baseline, now)];
    if (!from || !to || from.high === 0) return false;
    const half = { low: from.low / 2, high: from.high / 2 };
    return ask(path, reachesBy(half, to, 1, 0), () => ({ key: 'SPD halved', inputs: ['now', 'baseline'] }));
  };
}

/** Some target was not assessed now or at baseline: no sum of products. */
const sumUnknown = (scan: Scan, { baseline, now }: Course): boolean => {
  const ids = scan.baseline.given ? baseline : now;
  return scan.now.given && (spdOf(ids, now) === null || (scan.baseline.given && spdOf(baseline, baseline) === null));
};

/** A list that was not given may hold a target that was not assessed; none does without targets at baseline. */
function targetMissed(scan: Scan, course: Course): Condition {
  const { baseline, now } = scan;
  if (sumUnknown(scan, course)) return always;
  if ((baseline.given && now.given) || (baseline.given && course.baseline.size === 0)) return never;
  return (path) => unasked(path, 'target missed', ['now', now.given], ['baseline', baseline.given]);
}

function response(scan: Scan): Decision<Lugano> {
  const course = courseOf(scan);
  const { spleens } = course;
  const progressed = any(
    is(scan.nonTarget, 'progressed'),
    is(scan.marrow, 'new'),
    progressedByNewLesion(scan.newLesions),
    spleenProgressed(spleens),
    targetsGrown(scan, course),
  );
  const complete = all(
    targetsGone(scan, course),
    is(scan.nonTarget, 'absent'),
    spleenNormal(spleens),
    is(scan.marrow, 'normal'),
  );
  const partial = all(halved(scan, course), spleenRegressed(spleens));
  const missed = targetMissed(scan, course);
  return (path) => {
    if (progressed(path)) return 'PD';
    if (missed(path)) return 'NE';
    if (complete(path)) return 'CR';
    return partial(path) ? 'PR' : 'SD';
  };
}

const exactly = (sum: Interval | null): number | null =>
  sum && sum.low === sum.high ? Math.round(sum.low * 1e9) / 1e9 : null;

/**
 * Anatomic response by CT (lymphoma, Lugano 2014) - `lugano.ct`
 *
 *  PD  any: a lesion with LDi > 1.5 cm whose product is up by >= 50 % from its nadir and a diameter by >= 0.5 cm (nadir
 *      LDi up to 2 cm) or >= 1.0 cm; a resolved lesion that is back; a new node > 1.5 cm, a new extranodal lesion
 *      > 1.0 cm or smaller but unequivocal; spleen: enlarged at baseline, up by more than half of its excess over 13 cm,
 *      else by >= 2 cm and beyond 13 cm; clear progression of non-target disease; new or recurrent marrow disease
 *  NE  a target not assessed, and no PD; a list of targets that is not given may hold one
 *  CR  every target node LDi <= 1.5 cm, extranodal targets gone, non-target disease absent, spleen and marrow normal
 *  PR  SPD fallen by >= 50 % from baseline, the spleen by more than half of its excess
 *  SD  none of these
 *
 * A target too small to measure counts 0.5 x 0.5 cm, one not visible 0 x 0; parts of a split lesion share its label. A
 * new lesion below its size limit is no lesion. Without a nadir the baseline is the smallest product known. Spleen
 * unknown at both times is not enlarged, by convention.
 *
 * @param baseline, nadir, now  targets `{ id, ldi, sdi, type? }`, cm; a diameter that is null was not assessed
 * @param newLesions            `{ type: node | extranodal, maxCm, unequivocal? }`; an empty list: none
 * @param nonTarget             absent | regressed | notIncreased | progressed
 * @param marrow                normal | involved (as before) | new
 * @returns value, `spdBaseline`, `spdNow` in cm2 (null: unknown)
 * @source Cheson BD et al. J Clin Oncol 2014;32:3059-3068
 */
export const ct = criterion({
  id: 'lugano.ct',
  version: '2014',
  source: 'Cheson BD et al. J Clin Oncol 2014;32:3059-3068',
  inputs,
  answers: LUGANO,
  decide: response,
  fields: (_, __, scan) => {
    const { baseline, now } = courseOf(scan);
    return {
      spdBaseline: scan.baseline.given ? exactly(spdOf(baseline, baseline)) : null,
      spdNow: scan.now.given ? exactly(spdOf(scan.baseline.given ? baseline : now, now)) : null,
    };
  },
  warn: (scan) => [
    ['targetNotAssessed', sumUnknown(scan, courseOf(scan))],
    ['nadirIsBaseline', !scan.nadir.given && scan.baseline.given && scan.now.given],
  ],
  from: ctApplications,
});
