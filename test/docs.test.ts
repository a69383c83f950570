import { afterAll, describe, expect, it } from 'vitest';
import { type Command, commandNames, commandsIn, workedExample } from './house/commands.ts';
import { Sandbox } from './house/sandbox.ts';
import { readFiles, type SourceFile } from './house/source.ts';

const opened: Sandbox[] = [];
const open = (): Sandbox => {
  const sandbox = new Sandbox();
  opened.push(sandbox);
  return sandbox;
};
afterAll(() => {
  for (const sandbox of opened) sandbox.remove();
});

/** Runs the commands in order, in one folder; the answer lists those that did not end as promised. */
async function broken(commands: readonly Command[], sandbox = open(), isServed = false): Promise<string[]> {
  if (isServed) await sandbox.serve();
  const found: string[] = [];
  for (const { at, line, exit } of commands) {
    const { code, output } = await sandbox.run(line);
    if (code !== exit) found.push(`${at}: ${line}\nexit ${code}, not ${exit}: ${output}`);
  }
  return found;
}

describe('commands in the documents run as printed', () => {
  const documents = readFiles(['.'], /^(README|CONTRIBUTING)\.md$|^docs\/.*\.md$/);
  const shown = documents.map((document) => ({ path: document.path, commands: commandsIn(document) }));

  it('the README shows how Linea is used', () => {
    const readme = shown.find(({ path }) => path === 'README.md');
    expect(readme?.commands.length).toBeGreaterThan(0);
  });
  it.each(shown.filter(({ commands }) => commands.length > 0))(
    '$path',
    async ({ path, commands }) => expect(await broken(commands, open(), path === 'README.md')).toEqual([]),
    600_000,
  );
});

describe('worked examples of --help run as printed', () => {
  it('linea --help and that of every command', { timeout: 600_000 }, async () => {
    const sandbox = open();
    await sandbox.serve();
    const help = await sandbox.run('linea --help');
    expect(help.code, help.output).toBe(0);
    const names = commandNames(help.stdout);
    expect(names.length, help.stdout).toBeGreaterThan(0);

    const problems: string[] = [];
    for (const asked of ['linea --help', ...names.map((name) => `linea ${name} --help`)]) {
      const { code, stdout } = await sandbox.run(asked);
      const example = workedExample(stdout);
      if (code !== 0 || example === undefined) problems.push(`${asked}: exit ${code}, example: ${example}`);
      else problems.push(...(await broken([{ at: asked, line: example, exit: 0 }], sandbox)));
    }
    expect(problems).toEqual([]);
  });
});

describe('planted commands that do not run are found', () => {
  const document = (...lines: string[]): SourceFile => ({
    path: 'README.md',
    text: ['```sh', ...lines, '```'].join('\n'),
  });

  it('reads what a reader would type, and nothing else', () => {
    const text = [
      'linea not-in-a-block',
      '```sh',
      'npm ci',
      'linea derive mm.iss --input - <<< "{}" # exit 1',
      "printf '{}' | npx linea derive mm.iss \\",
      '  --input -',
      'node bin/linea.mjs --help',
      'linearise x',
      '```',
      '```text',
      'linea output',
      '```',
    ].join('\n');
    expect(commandsIn({ path: 'README.md', text })).toEqual([
      { at: 'README.md:4', line: 'linea derive mm.iss --input - <<< "{}" # exit 1', exit: 1 },
      { at: 'README.md:6', line: "printf '{}' | npx linea derive mm.iss --input -", exit: 0 },
      { at: 'README.md:7', line: 'node bin/linea.mjs --help', exit: 0 },
    ]);
  });

  it.each([
    ['a command that does not exist', 'linea no-such-command'],
    ['the same through npx', 'npx linea no-such-command'],
    ['the same through node', 'node bin/linea.mjs no-such-command'],
    ['at the start of a pipe', 'linea no-such-command | cat | linea --help'],
    ['an exit code that is not the one promised', 'linea --help # exit 1'],
  ])('%s', async (_, line) => expect(await broken(commandsIn(document(line)))).toHaveLength(1));

  it('and the exit code promised passes', async () =>
    expect(await broken(commandsIn(document('linea no-such-command # exit 2')))).toEqual([]));
});

describe('a help page is read', () => {
  const help =
    'Linea\n\nCommands:\n  derive   one criterion\n  patient  one journey\n           in full\n\nOptions:\n  --lang\n\nExample:\n  linea derive --list\n';

  it('for its commands', () => expect(commandNames(help)).toEqual(['derive', 'patient']));
  it('for its example', () => expect(workedExample(help)).toBe('linea derive --list'));
  it('in Italian too', () => {
    const italian = help.replace('Commands', 'Comandi').replace('Example', 'Esempio');
    expect([commandNames(italian), workedExample(italian)]).toEqual([['derive', 'patient'], 'linea derive --list']);
  });
  it('and one without them has none', () =>
    expect([commandNames('Linea'), workedExample('Linea')]).toEqual([[], undefined]));
});
