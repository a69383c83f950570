import { TRANSPORT_LIMITS, type Transport } from '@linea/explain';
import type { Say } from '@linea/registry/words';
import { table, wrapped } from '../print/table.ts';
import { figure, pFigure } from '../survival/format.ts';
import { headsOf, intervalText, percentText, section } from './interval-text.ts';

/** A transport, for a person: the verdict first, then what it rests on, then the rules. */
export function transportText(made: Transport & { readonly omitted: number }, say: Say): string {
  const { n, events, omitted, at } = made;
  const head = [
    say('limits.transport.verdict', {
      verdict: say(`limits.verdict.${made.verdict}`),
      because: say(`limits.rule.${made.because}`, ruleWords(say)),
    }),
    say('limits.transport.population', { n, events, omitted, at: figure(at, say) }),
  ].join('\n');
  return [
    head,
    discriminationText(made, say),
    ...(made.calibration ? [calibrationText(made, say)] : []),
    ...(made.recalibrated.length > 0 ? [recalibratedText(made, say)] : []),
    ...(made.shift ? [shiftText(made, say)] : []),
    ...(made.interactions ? [interactionsText(made, say)] : []),
    rulesText(made, say),
  ].join('\n\n');
}

function discriminationText({ discrimination, membership }: Transport, say: Say): string {
  const { after, before, attainable } = discrimination;
  const rows = [
    [say('limits.transport.cAfter'), intervalText(after?.harrell, say)],
    [say('limits.transport.unoAfter'), intervalText(after?.uno, say)],
    [say(`limits.transport.cBefore.${before?.kind ?? 'none'}`), intervalText(before?.harrell, say)],
    [say('limits.transport.attainableAfter'), figure(round(attainable.after), say)],
    ...(attainable.before === null
      ? []
      : [[say('limits.transport.attainableBefore'), figure(round(attainable.before), say)]]),
    ...(membership ? [[say('limits.transport.membership'), intervalText(membership, say)]] : []),
  ];
  return section(say('limits.transport.discrimination'), columns(rows));
}

const round = (x: number | null): number | null => (x === null ? null : Number(x.toFixed(2)));

function columns(rows: readonly (readonly string[])[]): string {
  const width = Math.max(...rows.map(([label = '']) => label.length));
  return rows.map(([label = '', value = '']) => `  ${label.padEnd(width)}  ${value}`).join('\n');
}

function calibrationText({ calibration, power, at }: Transport, say: Say): string {
  if (!calibration || !power) return '';
  const rows = [
    [say('limits.transport.ratio'), intervalText(calibration.ratio, say)],
    [say('limits.transport.slope'), intervalText(calibration.slope, say)],
    [say('limits.transport.powerSlope'), `${percentText(power.slopeHalf, say)}, ${percentText(power.slope70, say)}`],
    [say('limits.transport.powerRatio'), percentText(power.ratio150, say)],
  ];
  const groups = calibration.byGroup.groups.map(({ group, n, meanPredicted, observed, lower, upper }) => [
    `${group}`,
    `${n}`,
    percentText(meanPredicted, say),
    `${percentText(observed, say)} (${percentText(lower, say)}–${percentText(upper, say)})`,
  ]);
  const heads = headsOf(['group', 'patients', 'predicted', 'observed'], say);
  return section(
    say('limits.transport.calibration'),
    columns(rows),
    '',
    say('limits.transport.groups', { at: figure(at, say) }),
    table(heads, groups),
  );
}

function recalibratedText({ recalibrated, at }: Transport, say: Say): string {
  const heads = headsOf(['version', 'change', 'brier', 'difference', 'p', 'observedExpected'], say);
  const three = (x: number): string => x.toLocaleString(say.language, { maximumFractionDigits: 4 });
  const rows = recalibrated.map(({ version, a, b, brier, brierDifference, ratio }) => [
    say(`limits.version.${version}`),
    [
      a === null ? '' : `a = ${figure(Number(a.toFixed(3)), say)}`,
      b === null ? '' : `b = ${figure(Number(b.toFixed(3)), say)}`,
    ]
      .filter((text) => text !== '')
      .join(', ') || '–',
    three(brier.estimate),
    brierDifference
      ? `${three(brierDifference.estimate)} (${three(brierDifference.lower)}; ${three(brierDifference.upper)})`
      : '–',
    brierDifference ? pFigure(brierDifference.p, say) : '–',
    figure(Number(ratio.toFixed(2)), say),
  ]);
  return section(say('limits.transport.recalibrated', { at: figure(at, say) }), table(heads, rows));
}

/** Lines shown of a list by feature; the rest is in the JSON. */
const MOST = 15;

function shiftText({ shift, shiftBasis }: Transport, say: Say): string {
  const own = [...(shift ?? [])].sort((a, b) => Math.abs(b.difference ?? 0) - Math.abs(a.difference ?? 0));
  const heads = headsOf(
    ['feature', 'before', 'after', 'standardised', 'KS', 'p', 'missingBefore', 'missingAfter'],
    say,
  );
  const meanSd = (mean: number | null, sd: number | null): string =>
    mean === null
      ? '–'
      : `${figure(Number(mean.toPrecision(3)), say)} (${figure(sd === null ? null : Number(sd.toPrecision(2)), say)})`;
  const rows = own
    .slice(0, MOST)
    .map(({ feature, mean, sd, difference, distance, p, missing }) => [
      feature,
      meanSd(mean[0], sd[0]),
      meanSd(mean[1], sd[1]),
      figure(round(difference), say),
      figure(round(distance), say),
      pFigure(p, say),
      percentText(missing[0], say),
      percentText(missing[1], say),
    ]);
  const basis = shiftBasis === 'modelFile' ? [say('limits.transport.fromFile')] : [];
  return section(say('limits.transport.shift'), ...basis, table(heads, rows), ...rest(own.length, say));
}

const rest = (count: number, say: Say): string[] => (count > MOST ? [say('limits.more', { count: count - MOST })] : []);

function interactionsText({ interactions }: Transport, say: Say): string {
  if (!interactions) return '';
  const own = [...interactions.effects].sort((a, b) => a.p - b.p);
  const heads = headsOf(['feature', 'hrBefore', 'hrAfter', 'hrRatio', 'p', 'q', 'detectable', 'power'], say);
  const ratio = (log: number | null): string => (log === null ? '–' : figure(Number(Math.exp(log).toFixed(2)), say));
  const rows = own.slice(0, MOST).map((one) => [
    one.differs ? `${one.feature} *` : one.feature,
    ratio(one.before),
    ratio(one.after),
    intervalText(
      {
        estimate: Math.exp(one.difference),
        lower: Math.exp(one.difference - 1.96 * one.se),
        upper: Math.exp(one.difference + 1.96 * one.se),
      },
      say,
    ),
    pFigure(one.p, say),
    pFigure(one.q, say),
    ratio(one.detectable),
    percentText(one.power, say),
  ]);
  const basis = say(`limits.transport.basis.${interactions.basis}.${interactions.adjusted}`);
  const untested = interactions.untested.length
    ? [say('limits.transport.untested', { features: interactions.untested.join(', ') })]
    : [];
  return section(
    say('limits.transport.interactions'),
    basis,
    ...(own.length ? [table(heads, rows)] : []),
    ...rest(own.length, say),
    ...untested,
  );
}

const ruleWords = (say: Say): Record<string, string> => ({
  events: figure(TRANSPORT_LIMITS.events, say),
  concordance: figure(TRANSPORT_LIMITS.concordance, say),
  slopeGone: figure(TRANSPORT_LIMITS.slopeGone, say),
  indifference: figure(TRANSPORT_LIMITS.indifference, say),
  slopeWidth: figure(TRANSPORT_LIMITS.slopeWidth, say),
  factor: figure(Number(Math.exp(TRANSPORT_LIMITS.interceptWidth).toFixed(1)), say),
});

function rulesText({ rules }: Transport, say: Say): string {
  const words = ruleWords(say);
  const lines = rules.map(({ rule, verdict, holds }, k) => {
    const mark = holds === null ? ' ' : holds ? '>' : '-';
    const text = `${say(`limits.rule.${rule}`, words)}: ${say(`limits.verdict.${verdict}`)}`;
    return `${mark} ${String(k + 1).padStart(2)} ${wrapped(text, 100, '     ')}`;
  });
  return section(say('limits.transport.rules'), ...lines);
}
