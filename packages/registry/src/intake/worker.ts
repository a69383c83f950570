import { parentPort } from 'node:worker_threads';
import type { Fact } from '@linea/facts';
import { openingOf } from '../registry/opening.ts';
import type { Opening, ReadParts } from '../registry/registry.ts';
import { type Intake, intakeOf } from './intake.ts';
import type { Answers, Question } from './thread.ts';

// The thread of `withIntake`: reads files into facts, a part at a time. What it throws ends it, and reaches who asked.
let intake: Intake | undefined;
let opening: Opening | undefined;
let stored: Fact[] = [];
let parts: ReadParts['parts'] | undefined;

const answers = {
  async begin({ request }) {
    const made = await intakeOf(request);
    if (!made.ok) return made.issues;
    intake = made.value;
    return [];
  },
  async open({ given }) {
    if (!intake) throw new Error('intake: nothing was begun');
    opening = await openingOf(intake.read, given);
    stored = [];
    return [...opening.asked];
  },
  async stored({ facts }) {
    for (const fact of facts) stored.push(fact);
    return undefined;
  },
  async read() {
    if (!opening) throw new Error('intake: nothing is open');
    const read = await opening.read(stored);
    parts = read.parts;
    return read.patients;
  },
  async next() {
    if (!parts) throw new Error('intake: nothing is read');
    const part = await parts.next();
    if (!part.done) return { facts: part.value };
    const tables = intake?.tables();
    return { end: part.value, ...(tables ? { tables } : {}) };
  },
} satisfies { [K in Question['kind']]: (asked: Extract<Question, { kind: K }>) => Promise<Answers[K]> };

let before: Promise<void> = Promise.resolve();
parentPort?.on('message', (asked: Question) => {
  before = before.then(async () => parentPort?.postMessage(await answers[asked.kind](asked as never)));
});
