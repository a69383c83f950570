import type { CentreId, Fact, FactId, PatientId } from '@linea/facts';
import type { Given, Opening, PartsReader, Reader, WholeReader } from './registry.ts';

/** Opens what somebody brings, whichever way it is read. */
export async function openingOf(reader: Reader, given: Given): Promise<Opening> {
  if (typeof reader === 'function') return inOnePart(reader, given);
  return 'open' in reader ? inParts(reader, given) : reader.opening(given);
}

function inParts({ open }: PartsReader, given: Given): Opening {
  const { patients, read } = open();
  const parts = (stored: readonly Fact[]) => read({ ...given, existing: lookup(stored) });
  return { asked: patients.keys(), read: (stored) => ({ patients, parts: parts(stored) }) };
}

/** Read a first time to learn which patients there are, and a second time with what the store has of them, if anything. */
function inOnePart(read: WholeReader, given: Given): Opening {
  const asked = new Set<PatientId>();
  const first = read({
    ...given,
    existing: (_, patient) => {
      asked.add(patient);
      return undefined;
    },
  });
  return {
    asked,
    read(stored) {
      const { facts, ...end } = stored.length === 0 ? first : read({ ...given, existing: lookup(stored) });
      const patients = new Map<PatientId, CentreId>();
      for (const { patient, centre } of facts) if (!patients.has(patient)) patients.set(patient, centre);
      const parts = (function* () {
        for (let from = 0; from < facts.length; from += PART) yield facts.slice(from, from + PART);
        return end;
      })();
      return { patients, parts };
    },
  };
}

/** Facts that are stored, or cross to another thread, at a time. */
const PART = 2_000;

function lookup(facts: readonly Fact[]): (id: FactId, patient: PatientId) => Fact | undefined {
  const patients = new Map<PatientId, Map<FactId, Fact>>();
  for (const fact of facts) {
    let ofPatient = patients.get(fact.patient);
    if (!ofPatient) {
      ofPatient = new Map();
      patients.set(fact.patient, ofPatient);
    }
    ofPatient.set(fact.id, fact);
  }
  return (id, patient) => patients.get(patient)?.get(id);
}
