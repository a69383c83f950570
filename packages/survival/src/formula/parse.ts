import { refuse } from '../errors/input-error.ts';
import type { Argument, Expression, Formula } from './expression.ts';

interface Token {
  readonly kind: 'number' | 'string' | 'name' | 'operator' | 'end';
  readonly text: string;
  readonly at: number;
}

const TOKEN =
  /\s*(?:((?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)L?|"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|`([^`]*)`|((?:\p{L}|\.(?!\d))[\p{L}\p{N}._]*)|(%[^%]*%|<=|>=|==|!=|&&|\|\||[-+*/^:~()<>!&|,=]))/uy;

/** R's binary operators from loosest to tightest; `^` binds to the right and tighter than a sign. */
const BINARY: readonly (readonly string[])[] = [
  ['||', '|'],
  ['&&', '&'],
  [],
  ['==', '!=', '<', '>', '<=', '>='],
  ['+', '-'],
  ['*', '/'],
  ['%'],
  [':'],
];
const LEVEL_OF_NOT = 2;

/** The place of an error, with a caret under it. */
function fail(text: string, at: number, allowed: string): never {
  return refuse(
    'formula.syntax',
    `formula, character ${at + 1}\n  ${text}\n  ${' '.repeat(at)}^`,
    text.slice(at),
    allowed,
  );
}

function tokens(text: string): Token[] {
  const found: Token[] = [];
  TOKEN.lastIndex = 0;
  while (text.slice(TOKEN.lastIndex).trim() !== '') {
    const from = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (!match) return fail(text, from + text.slice(from).search(/\S/), 'a name, a number, a string or an operator');
    const [whole, number, double, single, quoted, name, operator] = match;
    const at = from + whole.search(/\S/);
    const string = double ?? single;
    if (number !== undefined) found.push({ kind: 'number', text: number, at });
    else if (string !== undefined) found.push({ kind: 'string', text: string.replace(/\\(.)/g, '$1'), at });
    else if (operator !== undefined) found.push({ kind: 'operator', text: operator, at });
    else found.push({ kind: 'name', text: (quoted ?? name)!, at });
  }
  found.push({ kind: 'end', text: '', at: text.length });
  return found;
}

class Parser {
  private next = 0;
  private readonly text: string;
  private readonly tokens: readonly Token[];

  constructor(text: string) {
    this.text = text;
    this.tokens = tokens(text);
  }

  private get token(): Token {
    return this.tokens[this.next]!;
  }

  private takes(...operators: string[]): string | undefined {
    const { kind, text } = this.token;
    if (kind !== 'operator' || !operators.includes(text.startsWith('%') ? '%' : text)) return undefined;
    this.next++;
    return text;
  }

  private expect(operator: string): void {
    if (!this.takes(operator)) fail(this.text, this.token.at, `'${operator}'`);
  }

  formula(): Formula {
    const left = this.takes('~') ? undefined : this.expression();
    if (left !== undefined && !this.takes('~')) fail(this.text, this.token.at, "'~' and the terms");
    const right = this.expression();
    this.end();
    return { text: this.text, left, right };
  }

  end(): void {
    if (this.token.kind !== 'end') fail(this.text, this.token.at, 'an operator or the end');
  }

  expression(level = 0): Expression {
    const operators = BINARY[level];
    if (operators === undefined) return this.sign();
    if (level === LEVEL_OF_NOT) {
      if (this.takes('!')) return { type: 'unary', operator: '!', operand: this.expression(level) };
      return this.expression(level + 1);
    }
    let left = this.expression(level + 1);
    for (;;) {
      const operator = this.takes(...operators);
      if (operator === undefined) return left;
      left = { type: 'binary', operator, left, right: this.expression(level + 1) };
    }
  }

  private sign(): Expression {
    const operator = this.takes('-', '+');
    if (operator !== undefined) return { type: 'unary', operator, operand: this.sign() };
    const base = this.primary();
    return this.takes('^') ? { type: 'binary', operator: '^', left: base, right: this.sign() } : base;
  }

  private primary(): Expression {
    const { kind, text, at } = this.token;
    if (this.takes('(')) {
      const inner = this.expression();
      this.expect(')');
      return { type: 'group', inner };
    }
    if (kind === 'operator' || kind === 'end') return fail(this.text, at, 'a name, a number or a parenthesis');
    this.next++;
    if (kind === 'number') return { type: 'number', value: Number(text) };
    if (kind === 'string') return { type: 'string', value: text };
    if (!this.takes('(')) return { type: 'name', name: text };
    const args: Argument[] = [];
    if (!this.takes(')')) {
      do args.push(this.argument());
      while (this.takes(','));
      this.expect(')');
    }
    return { type: 'call', name: text, args };
  }

  private argument(): Argument {
    const after = this.tokens[this.next + 1];
    if (this.token.kind === 'name' && after?.kind === 'operator' && after.text === '=') {
      const name = this.token.text;
      this.next += 2;
      return { name, value: this.expression() };
    }
    return { name: undefined, value: this.expression() };
  }
}

/**
 * Reads a formula: `Surv(time, status) ~ age + factor(stage)`, or one-sided `~ age`.
 *
 * @throws {InputError} `formula.syntax`, with a caret under the place
 */
export const parseFormula = (text: string): Formula => new Parser(text).formula();

/** Reads an expression alone: `1 + age / 100`. */
export function parseExpression(text: string): Expression {
  const parser = new Parser(text);
  const expression = parser.expression();
  parser.end();
  return expression;
}
