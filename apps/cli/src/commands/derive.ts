import { type Criterion, criteria, criterionById, type InputIssue } from '@linea/criteria';
import { type Issue, shown } from '@linea/facts';
import { criteriaJson } from '@linea/registry/journey';
import type { Context } from '../context.ts';
import { EXIT, Refused, textOf } from '../io.ts';
import { answerText } from '../print/answer.ts';
import { criterionHelp } from '../print/criterion-help.ts';
import { printIssues } from '../print/issues.ts';
import { table } from '../print/table.ts';

interface DeriveOptions {
  readonly list?: boolean;
  readonly input?: string;
  readonly batch?: string;
  readonly help?: boolean;
}

/** `linea derive`: one criterion on plain input, a batch of them, or the list. */
export async function deriveCommand(name: string | undefined, options: DeriveOptions, context: Context): Promise<void> {
  if (options.list) return list(context);
  if (options.batch !== undefined) return batch(options.batch, context);
  if (name === undefined) return list(context);
  const criterion = found(name);
  if (options.help || options.input === undefined) return context.io.out(`${criterionHelp(criterion, context)}\n`);
  const { answer, issues } = criterion.derive(parsed(await inputText(options.input, context), options.input));
  if (context.json) context.io.out(`${JSON.stringify(printable(answer, issues))}\n`);
  else context.io.out(`${answerText(criterion.id, answer, context.say)}\n`);
  printIssues(issues, context.io, context.say);
  if (issues.some(({ fatal }) => fatal)) context.exit(EXIT.refused);
}

function found(name: string): Criterion {
  const criterion = criterionById(name);
  if (criterion) return criterion;
  const near = criteria
    .filter(({ id }) => id.toLowerCase().includes(name.toLowerCase().split('.').at(-1) as string))
    .map(({ id }) => id);
  throw new Refused([
    {
      code: 'criterion.unknown',
      at: '',
      got: shown(name),
      allowed: near.length > 0 ? near.join(', ') : 'linea derive --list',
    },
  ]);
}

const inputText = (source: string, { io }: Context): Promise<string> =>
  source === '-' ? io.readStdin() : textOf(source);

function parsed(text: string, at: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Refused([{ code: 'json.broken', at: at === '-' ? 'stdin' : at, got: (error as Error).message }]);
  }
}

/** The answer as JSON; what was not usable of the input stands beside it. */
const printable = (answer: object, issues: readonly InputIssue[]) =>
  issues.length === 0 ? answer : { ...answer, issues: issues.map(({ fatal: _, ...issue }) => issue) };

function list({ io, say, json }: Context): void {
  if (json) {
    io.out(`${JSON.stringify(criteriaJson(say))}\n`);
    return;
  }
  const rows = criteria.map(({ id, version, verification, source }) => [
    id,
    version,
    say(`cli.verification.${verification}`),
    say(`criterion.${id}`),
    source,
  ]);
  io.out(
    `${table([say('cli.column.criterion'), say('cli.column.version'), say('cli.column.checked'), say('cli.column.title'), say('cli.column.source')], rows)}\n`,
  );
}

/** Reads lines `{"id","criterion","input"}` and prints a line `{"id","output"}` each; a broken line has an error for its output and stops nothing. */
async function batch(source: string, context: Context): Promise<void> {
  const issues: Issue[] = [];
  const lines = (await inputText(source, context)).split('\n');
  const output: string[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const at = `${source === '-' ? 'stdin' : source}:${index + 1}`;
    const request = lineOf(line, at, issues);
    if (!request) {
      output.push(JSON.stringify({ id: null, output: { error: issues.at(-1)?.code } }));
      continue;
    }
    const criterion = criterionById(request.criterion);
    if (!criterion) {
      issues.push({ code: 'criterion.unknown', at, got: shown(request.criterion), allowed: 'linea derive --list' });
      output.push(JSON.stringify({ id: request.id, output: { error: 'criterion.unknown' } }));
      continue;
    }
    const derived = criterion.derive(request.input);
    output.push(JSON.stringify({ id: request.id, output: printable(derived.answer, derived.issues) }));
  }
  context.io.out(output.map((line) => `${line}\n`).join(''));
  printIssues(issues, context.io, context.say);
  if (issues.length > 0) context.exit(EXIT.refused);
}

function lineOf(line: string, at: string, issues: Issue[]): { id: unknown; criterion: string; input: unknown } | null {
  try {
    const request: unknown = JSON.parse(line);
    if (
      typeof request === 'object' &&
      request !== null &&
      'criterion' in request &&
      typeof request.criterion === 'string'
    ) {
      return {
        id: 'id' in request ? request.id : null,
        criterion: request.criterion,
        input: 'input' in request ? request.input : {},
      };
    }
    issues.push({ code: 'batch.line', at, got: shown(line), allowed: '{"id","criterion","input"}' });
  } catch (error) {
    issues.push({ code: 'json.broken', at, got: (error as Error).message });
  }
  return null;
}
