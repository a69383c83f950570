import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Matrix, type Place, readMatrix, readStudy, type Study } from '@linea/cohort';
import { type Fact, type Issue, readLineaJson } from '@linea/facts';
import type { Cut } from '@linea/registry';
import { type Io, Refused, textOf } from '../io.ts';
import { type ReachOptions, withRegistry } from '../registry/reach.ts';

/** A study with the facts and matrices that stand beside it. */
export interface StudyFiles {
  readonly study: Study;
  readonly place: Place;
  readonly facts: readonly Fact[];
  readonly matrices: ReadonlyMap<string, Matrix>;
  /** The named data cut of the registry that the facts are of. */
  readonly cut?: Cut;
}

/** Where facts come from when the study names no file of its own. */
export interface StudyOptions extends ReachOptions {
  /** The named data cut of the registry. */
  readonly cut?: string;
  /** Where the matrices that the study names are, when not beside it: tables that may not be passed on. */
  readonly files?: string;
}

/**
 * Reads a study file, its facts and its matrices: from the files that it names beside it, else from the registry, as of a named
 * data cut where one is asked for.
 *
 * @throws {Refused} with every issue of the first file that has any; `cut.unknown`, `cut.changed`, `cut.withFiles`
 */
export async function readStudyFiles(file: string, io: Io, options: StudyOptions): Promise<StudyFiles> {
  const read = readStudy(await textOf(file), file);
  if (!read.ok) throw new Refused(read.issues);
  const { study, place } = read.value;
  const matrices = await matricesOf(file, study, place, options.files);
  if (study.data.length === 0) return { place, matrices, ...(await fromRegistry(study, place, io, options)) };
  if (options.cut !== undefined)
    throw new Refused([{ code: 'cut.withFiles', at: place(['data']), got: study.data.join(', ') }]);
  return { study, place, matrices, facts: await factsOf(file, study, place, io.now()) };
}

async function factsOf(file: string, study: Study, place: Place, now: Date): Promise<readonly Fact[]> {
  const facts: Fact[] = [];
  for (const [index, name] of study.data.entries()) {
    const path = beside(file, name, place(['data', index]));
    const reading = readLineaJson(await textOf(path), {
      recorded: now.toISOString(),
      by: 'study',
      file: name,
      restore: true,
    });
    if (!reading.ok) throw new Refused(reading.issues.map((issue) => ({ ...issue, at: `${path} ${issue.at}` })));
    for (const fact of reading.facts) facts.push(fact);
  }
  return facts;
}

/** The facts of the registry. Of a cut, what was recorded by its instant, and the same as then: its hash says so. */
async function fromRegistry(study: Study, place: Place, io: Io, { cut: name, ...where }: StudyOptions) {
  return withRegistry(io, { ...where, long: true }, async (reach) => {
    const cuts = name === undefined ? [] : await reach.cuts();
    const cut = cuts.find((one) => one.name === name);
    if (name !== undefined && !cut)
      throw new Refused([
        { code: 'cut.unknown', at: '--cut', got: name, allowed: cuts.map((one) => one.name).join(', ') },
      ]);
    const { CutHash, recordedBy } = await import('@linea/registry');
    const hash = new CutHash();
    const facts: Fact[] = [];
    await reach.everyPatient((patient) => {
      const own = cut ? recordedBy(patient.facts, cut.recorded) : patient.facts;
      if (cut) hash.add(own);
      for (const fact of own) facts.push(fact);
    });
    if (facts.length === 0)
      throw new Refused([{ code: 'study.noData', at: place(['data']), got: '[]', allowed: '[facts.json]' }]);
    if (!cut) return { study, facts };
    const { sha256 } = hash.end();
    if (sha256 !== cut.sha256)
      throw new Refused([{ code: 'cut.changed', at: '--cut', got: sha256, allowed: cut.sha256 }]);
    const day = cut.recorded.slice(0, 10);
    return { study: day < study.cut ? { ...study, cut: day } : study, facts, cut };
  });
}

async function matricesOf(
  file: string,
  study: Study,
  place: Place,
  folder: string | undefined,
): Promise<ReadonlyMap<string, Matrix>> {
  const matrices = new Map<string, Matrix>();
  for (const [index, declared] of study.matrices.entries()) {
    const { id, file: name } = declared;
    const at = place(['matrices', index, 'file']);
    const path = folder === undefined ? beside(file, name, at) : beside(join(folder, 'study'), name, at);
    const matrix = readMatrix(await readFile(path, 'utf8').catch(() => unreadable(path)), path, declared);
    if (!matrix.ok) throw new Refused(matrix.issues);
    matrices.set(id, matrix.value);
  }
  return matrices;
}

/** A file in the folder of the study. A study names no file elsewhere: it may come from somebody else. */
function beside(study: string, name: string, at: string): string {
  const inside = !name.includes('..') && !/^([/\\]|[A-Za-z]:)/.test(name);
  if (!inside)
    throw new Refused([{ code: 'study.fileOutside', at, got: name, allowed: 'facts.json' }] satisfies Issue[]);
  return join(dirname(study), name);
}

function unreadable(path: string): never {
  throw new Refused([{ code: 'file.unreadable', at: path }]);
}
