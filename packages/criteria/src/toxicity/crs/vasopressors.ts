import { withMembers } from '@linea/facts';
import { type Choice, eachPlace, leaf, list, type Read, type Reader, text } from '../../engine/index.ts';

/** Names of one drug, English and Italian; a name counts once however often and in whatever language it is written. */
const SAME = new Map(
  Object.entries({
    norepinephrine: ['noradrenaline', 'noradrenalina', 'norepinefrina', 'levophed'],
    epinephrine: ['adrenaline', 'adrenalina', 'epinefrina'],
    dopamine: ['dopamina'],
    phenylephrine: ['fenilefrina'],
    vasopressin: [
      'vasopressina',
      'argipressin',
      'argipressina',
      'terlipressin',
      'terlipressina',
      'argininevasopressin',
      'avp',
    ],
    dobutamine: ['dobutamina'],
    milrinone: ['milrinone'],
    levosimendan: ['levosimendan'],
  }).flatMap(([name, others]) => [name, ...others].map((one) => [one, name] as const)),
);

/** Inotropes and inodilators: recorded, never counted. */
const INOTROPES: ReadonlySet<string> = new Set(['dobutamine', 'milrinone', 'levosimendan']);

/** None running, one (or vasopressin alone), or two and more besides vasopressin. */
export type Running = 'none' | 'one' | 'several';
const RUNNING: readonly Running[] = ['none', 'one', 'several'];

export interface Vasopressors extends Choice<Running> {
  /** A name that is not known counts as a vasopressor, and is said. */
  readonly hasUnknownName: boolean;
}

/** Letters only, in lower case: `Noradrenaline 0.1 µg/kg/min` is noradrenaline. */
const named = (written: string): string => {
  const word = written
    .trim()
    .toLowerCase()
    .split(/[\s\d(,;:]/)[0] as string;
  const whole = written.toLowerCase().replace(/[^a-z]/g, '');
  return SAME.get(whole) ?? SAME.get(word) ?? word;
};

function counted(names: readonly string[]): { readonly running: Running; readonly hasUnknownName: boolean } {
  const drugs = new Set(names.map(named).filter((name) => name !== '' && name !== 'none' && !INOTROPES.has(name)));
  const hasUnknownName = [...drugs].some((name) => !SAME.has(name));
  const others = drugs.size - (drugs.has('vasopressin') ? 1 : 0);
  return { running: others >= 2 ? 'several' : drugs.size > 0 ? 'one' : 'none', hasUnknownName };
}

const nameOf = (raw: unknown): unknown =>
  typeof raw === 'object' && raw !== null
    ? ((raw as Record<string, unknown>).drug ?? (raw as Record<string, unknown>).name)
    : raw;

const names = list(text());

/**
 * The vasopressors running at a time: a list of names, the empty list for none; not given it is unknown. Noradrenaline is
 * norepinephrine, adrenaline epinephrine, terlipressin and argipressin vasopressin: one drug counts once.
 */
export const vasopressors = (): Reader<Vasopressors> => {
  /** That none was running, as most records say. */
  const none = eachPlace((name) => {
    const options: readonly Running[] = ['none'];
    return { input: { key: name, inputs: [leaf(name)], options, given: true, hasUnknownName: false }, issues: [] };
  });
  return {
    help: '[ norepinephrine | epinephrine | dopamine | phenylephrine | vasopressin | … ]',
    shape: { kind: 'list', member: { kind: 'choice', answers: [...SAME.keys()] } },
    read(raw, name): Read<Vasopressors> {
      if (Array.isArray(raw) && raw.length === 0) return none(name);
      const given = typeof raw === 'string' ? [raw] : Array.isArray(raw) ? raw.map(nameOf) : raw;
      const { input, issues } = names.read(given, name);
      const open: Vasopressors = {
        key: name,
        inputs: [leaf(name)],
        options: RUNNING,
        given: false,
        hasUnknownName: false,
      };
      if (!input.given) return { input: open, issues };
      const { running, hasUnknownName } = counted(input.filter((one) => one !== undefined));
      return { input: withMembers(open, { options: [running], given: true, hasUnknownName }), issues };
    },
  };
};
