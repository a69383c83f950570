import type { SourceFile } from './source.ts';

/** A command line that a document shows, and the exit code it promises. */
export interface Command {
  readonly at: string;
  readonly line: string;
  readonly exit: number;
}

const RUNS_LINEA = /(^|\|\s*)((npx )?linea|node bin\/linea\.mjs)( |$)/;

/** The commands of Linea in the ```sh blocks of a document. Output and commands that do not end go into other blocks. */
export function commandsIn({ path, text }: SourceFile): Command[] {
  const found: Command[] = [];
  let fence: string | undefined;
  let begun = '';
  for (const [index, line] of text.split('\n').entries()) {
    const mark = /^\s*```(\w*)/.exec(line);
    if (mark) {
      fence = fence === undefined ? mark[1] : undefined;
      begun = '';
    } else if (fence === 'sh') {
      const whole = `${begun}${line.trim()}`;
      begun = whole.endsWith('\\') ? whole.slice(0, -1) : '';
      if (begun === '' && RUNS_LINEA.test(whole)) {
        found.push({ at: `${path}:${index + 1}`, line: whole, exit: Number(/# exit (\d+)$/.exec(whole)?.[1] ?? 0) });
      }
    }
  }
  return found;
}

const section = (help: string, heading: RegExp): string[] => {
  const lines = help.split('\n');
  const start = lines.findIndex((line) => heading.test(line));
  return start < 0 ? [] : lines.slice(start + 1);
};

/** The command names that `linea --help` lists under Commands (Comandi). */
export function commandNames(help: string): string[] {
  const lines = section(help, /^(Commands|Comandi)\b/);
  const end = lines.findIndex((line) => line !== '' && !line.startsWith(' '));
  const names = lines.slice(0, end < 0 ? undefined : end).map((line) => /^ {2}(?:linea )?([a-z]+)\b/.exec(line)?.[1]);
  return [...new Set(names.filter((name) => name !== undefined))];
}

/** The worked example of a help page: the first `  linea …` after Example (Esempio). */
export const workedExample = (help: string): string | undefined =>
  section(help, /^(Examples?|Esempi[o]?)\b/)
    .find((line) => /^ {2}linea( |$)/.test(line))
    ?.trim();
