import type { Template } from '../mapping/template.ts';
import type { Row } from '../table/table.ts';
import { cellText } from './cell-text.ts';

/** A template whose names are bound to the columns of a table. */
export interface BoundTemplate {
  readonly literals: readonly string[];
  readonly parts: readonly {
    readonly kind: 'column' | 'text' | 'row' | 'patient' | 'value';
    readonly index?: number;
    readonly text?: string;
  }[];
}

/** What a row gives beside its cells. */
export interface Around {
  readonly patient?: string;
  readonly value?: string;
}

/** Finds the column of a name; undefined when there is none, and the finder has said so. */
export type FindColumn = (name: string) => number | undefined;

/** @returns undefined where a name stands for nothing */
export function bindTemplate(
  { literals, names }: Template,
  caught: ReadonlyMap<string, string>,
  find: FindColumn,
): BoundTemplate | undefined {
  const parts: BoundTemplate['parts'][number][] = [];
  for (const name of names) {
    const text = caught.get(name);
    if (text !== undefined) parts.push({ kind: 'text', text });
    else if (name === 'row' || name === 'patient' || name === 'value') parts.push({ kind: name });
    else {
      const index = find(name);
      if (index === undefined) return undefined;
      parts.push({ kind: 'column', index });
    }
  }
  return { literals, parts };
}

/** The text of a template on a row; the index of the column that is empty instead, where one is. */
export function fill({ literals, parts }: BoundTemplate, row: Row, around: Around): string | number {
  let text = literals[0] as string;
  for (const [index, part] of parts.entries()) {
    const filled = partText(part, row, around);
    if (filled === '' && part.kind === 'column') return part.index as number;
    text += filled + (literals[index + 1] as string);
  }
  return text;
}

function partText(part: BoundTemplate['parts'][number], row: Row, { patient = '', value = '' }: Around): string {
  switch (part.kind) {
    case 'column':
      return cellText(row.cells[part.index as number]);
    case 'row':
      return String(row.number);
    case 'patient':
      return patient;
    case 'value':
      return value;
    case 'text':
      return part.text as string;
  }
}
