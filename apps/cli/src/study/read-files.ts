import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Matrix, type Place, readMatrix, readStudy, type Study } from '@linea/cohort';
import { type Fact, type Issue, readLineaJson } from '@linea/facts';
import { Refused, textOf } from '../io.ts';

/** A study with the facts and matrices that stand beside it. */
export interface StudyFiles {
  readonly study: Study;
  readonly place: Place;
  readonly facts: readonly Fact[];
  readonly matrices: ReadonlyMap<string, Matrix>;
}

/** Reads a study file and everything it names. @throws {Refused} with every issue of the first file that has any */
export async function readStudyFiles(file: string, now: Date): Promise<StudyFiles> {
  const read = readStudy(await textOf(file), file);
  if (!read.ok) throw new Refused(read.issues);
  const { study, place } = read.value;
  if (study.data.length === 0)
    throw new Refused([{ code: 'study.noData', at: place(['data']), got: '[]', allowed: '[facts.json]' }]);
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
  const matrices = new Map<string, Matrix>();
  for (const [index, { id, file: name }] of study.matrices.entries()) {
    const path = beside(file, name, place(['matrices', index, 'file']));
    const matrix = readMatrix(await readFile(path, 'utf8').catch(() => unreadable(path)), path);
    if (!matrix.ok) throw new Refused(matrix.issues);
    matrices.set(id, matrix.value);
  }
  return { study, place, facts, matrices };
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
