import { type Fact, fromIso } from '@linea/facts';
import { codeOf } from '../../patient/patient.ts';
import { violated } from '../finding.ts';
import { inEvent, valuedIn } from '../record.ts';
import { type ComputedRule, type ComputedRules, numberIn } from './rule.ts';

const HOUR = 1 / 24;

/** When something was done, in days since 1970: an instant, or the whole day where no clock time is known. */
function momentOf(fact: Fact): { readonly low: number; readonly high: number } | null {
  if (fact.value?.kind !== 'date' || !fact.value.date.start || !fact.value.date.end) return null;
  const clock = /^(\d\d):(\d\d)/.exec(fact.value.time ?? '');
  const [start, end] = [fromIso(fact.value.date.start), fromIso(fact.value.date.end)];
  if (!clock) return { low: start, high: end + 1 };
  const at = start + Number(clock[1]) / 24 + Number(clock[2]) / 1440;
  return { low: at, high: at };
}

/** Plasma for cell-free DNA: a tube with EDTA within hours, a stabilising tube within days. */
const processingDelay: ComputedRule = (record, params) => {
  const limits: Readonly<Record<string, number>> = {
    pbEdta: numberIn(params, 'edtaHours') * HOUR,
    pbStreck: numberIn(params, 'streckDays'),
  };
  return record.events('sample').flatMap((event) => {
    const [type, collected, processed] = [
      valuedIn(event, 'smp.type'),
      valuedIn(event, 'smp.collected'),
      valuedIn(event, 'smp.processed'),
    ];
    const limit = limits[codeOf(type) ?? ''];
    const [from, to] = [collected && momentOf(collected), processed && momentOf(processed)];
    if (!type || limit === undefined || !from || !to || !collected || !processed) return [];
    const least = to.low - from.high;
    if (least <= limit + 1e-9) return [];
    return [
      violated([processed.id, collected.id], {
        h: Math.round(least * 24),
        tube: { code: 'smp.type', answer: codeOf(type) ?? '' },
      }),
    ];
  });
};

/** An assay names a recorded sample of a type that it can use. */
const assaySampleType: ComputedRule = (record, params) => {
  const fit = params.fit as Readonly<Record<string, readonly string[]>>;
  return record.events('assay').flatMap((event) => {
    const [kind, reference] = [valuedIn(event, 'asy.kind'), valuedIn(event, 'asy.sampleRef')];
    const allowed = fit[codeOf(kind) ?? ''];
    if (!kind || !reference || reference.value?.kind !== 'reference') return [];
    const named = reference.value.event;
    const sample = record.events('sample').find(({ id }) => id === named);
    const type = sample && valuedIn(sample, 'smp.type');
    const values = {
      kind: { code: 'asy.kind', answer: codeOf(kind) ?? '' },
      type: type ? { code: 'smp.type', answer: codeOf(type) ?? '' } : '–',
    };
    if (!sample) return [violated([reference.id], values)];
    return type && allowed && !allowed.includes(codeOf(type) ?? '') ? [violated([kind.id, type.id], values)] : [];
  });
};

/** Expression values of one patient from more than one batch. */
const batchCorrection: ComputedRule = (record) => {
  const measured = record.events('assay').filter((event) => inEvent(event, 'expr.score')?.value !== undefined);
  const batches = new Map(
    measured.flatMap((event) => {
      const batch = valuedIn(event, 'asy.batch');
      return batch?.value?.kind === 'text' ? [[batch.value.text, batch.id] as const] : [];
    }),
  );
  return batches.size > 1 ? [violated([...batches.values()], { n: batches.size })] : [];
};

/** Speaks of analysis tables, where a feature must be known at the decision point; a record has no features. */
const leakageGuard: ComputedRule = () => [];

export const sampleRules: ComputedRules = { processingDelay, assaySampleType, batchCorrection, leakageGuard };
