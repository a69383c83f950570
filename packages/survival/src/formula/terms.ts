import { refuse } from '../errors/input-error.ts';
import { deparse } from './deparse.ts';
import { type Expression, isCall } from './expression.ts';

/** A product of variables: `age`, `log(bili)`, `trt:age`. */
export interface Term {
  readonly name: string;
  /** Indices into the variables, ascending. */
  readonly variables: readonly number[];
}

/** The right side of a formula, taken apart. */
export interface Terms {
  readonly variables: readonly Expression[];
  /** By number of variables, then by first mention. */
  readonly terms: readonly Term[];
  /** strata() terms on their own: not in the design, but margins of their interactions. */
  readonly margins: readonly (readonly number[])[];
  /** Calls of `strata(...)`; one that is only part of an interaction is also among the variables. */
  readonly strata: readonly (Expression & { type: 'call' })[];
  readonly cluster: Expression | undefined;
  readonly offsets: readonly Expression[];
  /** False after `- 1` or `+ 0`; a Cox model has none to leave out. */
  readonly intercept: boolean;
}

type Product = readonly number[];

const union = (a: Product, b: Product): Product => [...new Set([...a, ...b])].sort((x, y) => x - y);
const same = (a: Product, b: Product): boolean => a.length === b.length && a.every((v, i) => v === b[i]);

function distinct(products: readonly Product[]): Product[] {
  const kept: Product[] = [];
  for (const product of products) if (!kept.some((other) => same(other, product))) kept.push(product);
  return kept;
}

class Expansion {
  readonly variables: Expression[] = [];
  readonly names: string[] = [];
  private readonly rest: readonly string[];

  constructor(rest: readonly string[]) {
    this.rest = rest;
  }

  private variable(e: Expression): Product {
    const name = deparse(e);
    const known = this.names.indexOf(name);
    if (known >= 0) return [known];
    this.names.push(name);
    return [this.variables.push(e) - 1];
  }

  /** The products an expression stands for; the empty product is the intercept, which every model here has. */
  products(e: Expression): Product[] {
    if (e.type === 'group') return this.products(e.inner);
    if (e.type === 'number') return [];
    if (e.type === 'unary') return e.operator === '+' ? this.products(e.operand) : [];
    if (e.type === 'name' && e.name === '.') return this.rest.map((name) => this.variable({ type: 'name', name }));
    if (e.type !== 'binary') return [this.variable(e)];
    const left = this.products(e.left);
    if (e.operator === '^') return this.power(left, e.right);
    const right = this.products(e.right);
    const crossed = (): Product[] => left.flatMap((a) => right.map((b) => union(a, b)));
    switch (e.operator) {
      case '+':
        return distinct([...left, ...right]);
      case '-':
        return left.filter((a) => !right.some((b) => same(a, b)));
      case ':':
      case '%in%':
        return distinct(crossed());
      case '*':
        return distinct([...left, ...right, ...crossed()]);
      case '/': {
        const all = left.reduce(union, []);
        return distinct([...left, ...right.map((b) => union(all, b))]);
      }
      default:
        return [this.variable(e)];
    }
  }

  private power(base: Product[], exponent: Expression): Product[] {
    if (exponent.type !== 'number' || exponent.value < 1)
      return refuse('formula.power', deparse(exponent), undefined, 'a whole number');
    let all = base;
    for (let k = 1; k < exponent.value; k++)
      all = distinct([...all, ...all.flatMap((a) => base.map((b) => union(a, b)))]);
    return all;
  }
}

/** Whether an intercept is left after `- 1`, `+ 0`, `-1 + x`, the last word counting. */
function interceptOf(e: Expression, before = true): boolean {
  const named = (part: Expression, value: number): boolean => part.type === 'number' && part.value === value;
  if (e.type === 'group') return interceptOf(e.inner, before);
  if (named(e, 0)) return false;
  if (e.type === 'unary') return e.operator === '-' && named(e.operand, 1) ? false : before;
  if (e.type !== 'binary' || (e.operator !== '+' && e.operator !== '-')) return before;
  const left = interceptOf(e.left, before);
  if (e.operator === '-') return named(e.right, 1) ? false : named(e.right, 0) ? true : left;
  return named(e.right, 1) ? true : interceptOf(e.right, left);
}

/**
 * Takes the right side of a formula apart as R's terms() does.
 *
 * @param rest  what `.` stands for: the columns that are not on the left side
 */
export function expandTerms(right: Expression, rest: readonly string[]): Terms {
  const expansion = new Expansion(rest);
  const products = expansion.products(right);
  const { variables, names } = expansion;
  const is = (call: string) => (product: Product) => product.some((v) => isCall(variables[v]!, call));
  const argument = (product: Product): Expression => {
    const e = variables[product[0]!]!;
    return e.type === 'call' && e.args[0]
      ? e.args[0].value
      : refuse('formula.function', deparse(e), undefined, 'an argument');
  };
  const strata = new Set<number>();
  for (const product of products) {
    for (const v of product) if (isCall(variables[v]!, 'strata')) strata.add(v);
  }
  const plain = products.filter(
    (product) => !is('offset')(product) && !is('cluster')(product) && !(product.length === 1 && is('strata')(product)),
  );
  const ordered = [...plain].sort((a, b) => a.length - b.length);
  const cluster = products.find(is('cluster'));
  return {
    variables,
    terms: ordered.map((product) => ({ name: product.map((v) => names[v]!).join(':'), variables: product })),
    margins: products.filter((product) => product.length === 1 && is('strata')(product)),
    strata: [...strata].map((v) => variables[v] as Expression & { type: 'call' }),
    cluster: cluster && argument(cluster),
    offsets: products.filter(is('offset')).map(argument),
    intercept: interceptOf(right),
  };
}
