import { type Fact, publishedCases, readLineaJson, shown } from '@linea/facts';
import { Refused, textOf } from './io.ts';

/** A patient the command line can be asked about. */
export interface KnownPatient {
  readonly id: string;
  readonly centre: string;
  readonly disease: string | null;
  readonly synthetic: boolean;
  readonly facts: readonly Fact[];
  readonly titleEn?: string;
  readonly titleIt?: string;
}

/** The patients of a file in Linea's own JSON, or the two published cases. @throws {Refused} a file that cannot be read */
export async function knownPatients(file: string | undefined, now: Date): Promise<readonly KnownPatient[]> {
  if (file === undefined) {
    return publishedCases().map((one) => ({ ...one, centre: one.facts[0]?.centre ?? '', synthetic: false }));
  }
  const reading = readLineaJson(await textOf(file), { recorded: now.toISOString(), by: 'linea', file, restore: true });
  if (!reading.ok)
    throw new Refused(reading.issues.map((issue) => ({ ...issue, at: issue.at ? `${file}: ${issue.at}` : file })));
  return groupBy(reading.facts, ({ patient }) => patient).map(([id, facts]) => ({
    id,
    centre: facts[0]?.centre ?? '',
    disease: diseaseOf(facts),
    synthetic: false,
    facts,
  }));
}

/** Members by key, keys in the order of their first member. */
export function groupBy<T>(
  members: readonly T[],
  key: (member: T) => string,
): readonly (readonly [string, readonly T[]])[] {
  const groups = new Map<string, T[]>();
  for (const member of members) {
    const group = groups.get(key(member));
    if (group) group.push(member);
    else groups.set(key(member), [member]);
  }
  return [...groups];
}

const diseaseOf = (facts: readonly Fact[]): string | null => {
  const indication = facts.findLast(({ code }) => code === 'reg.indication')?.value;
  return indication?.kind === 'code' ? indication.code : null;
};

/** One patient by its pseudonym. @throws {Refused} no such patient */
export async function knownPatient(id: string, file: string | undefined, now: Date): Promise<KnownPatient> {
  const all = await knownPatients(file, now);
  const found = all.find((patient) => patient.id === id);
  if (!found)
    throw new Refused([
      { code: 'patient.unknown', at: '', got: shown(id), allowed: all.map((patient) => patient.id).join(', ') },
    ]);
  return found;
}
