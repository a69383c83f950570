import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { view } from '@linea/facts';
import { readMapping, readTables } from '@linea/interop';

/** The mappings of `examples/mappings`. */
const mappingAt = (name) => fileURLToPath(new URL(`../mappings/${name}`, import.meta.url));

/**
 * Every patient of a published workbook, each as a view of the facts that a mapping of `examples/mappings` makes of it.
 * Nothing is stored. Cells that are refused are left out, as `--accept-valid` does.
 */
export async function readPatients(path, mappingName) {
  const read = readMapping(readFileSync(mappingAt(mappingName), 'utf8'), mappingName);
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  const bytes = readFileSync(path);
  const file = {
    name: basename(path),
    open: async function* () {
      yield bytes;
    },
  };
  const options = { recorded: '2026-01-01T00:00:00Z', by: 'agreement', acceptValid: true };
  const { facts } = await readTables([file], read.value, options);
  const byPatient = new Map();
  for (const fact of facts) byPatient.set(fact.patient, [...(byPatient.get(fact.patient) ?? []), fact]);
  return [...byPatient].map(([id, own]) => ({ id, of: view(own) }));
}

/** The paths a script is called with; with more or fewer it says how, and ends. */
export function pathsGiven(count, usage) {
  const words = process.argv.slice(2);
  if (words.length === count && words[0] !== '--help') return words;
  console.log(usage);
  process.exit(words[0] === '--help' ? 0 : 2);
}

/** Words and numbers of the facts of a code, those without a value left out. */
export const valuesOf = (of, code) =>
  of.byCode(code).flatMap(({ value }) => {
    switch (value?.kind) {
      case 'code':
        return [value.code];
      case 'number':
        return [value.number];
      case 'boolean':
        return [value.boolean];
      default:
        return [];
    }
  });

/** The day of a fact from the infusion, where it is known exactly. */
export const dayOf = ({ effective }) => {
  const [low, high] = effective.anchor?.offsetDays ?? [];
  return low !== undefined && low === high ? low : null;
};
