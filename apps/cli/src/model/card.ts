import { extname } from 'node:path';
import {
  type AboutModel,
  cardHtml,
  cardMarkdown,
  composeCard,
  composeStudyCard,
  type ValidationFile,
} from '@linea/briefs/model-card';
import { parse } from 'yaml';
import { Refused, textOf } from '../io.ts';
import { readStudyModel } from '../study/study-model-file.ts';
import type { ModelMethod } from './command.ts';
import { readOwnModel } from './files.ts';
import { writeWhole } from './whole-file.ts';

const FORMATS = ['.html', '.md'] as const;

/** `linea model card MODEL.json`: what a model is for, how it fares, and what is reported of it. */
export const cardMethod: ModelMethod = {
  usage: 'MODEL.json [options]',
  examples: [
    'examples/data/model.json --about examples/data/model-about.yaml --out card.html',
    'examples/data/model.json --lang it',
  ],
  words: (command, say) =>
    command
      .argument('<model>')
      .option('--validation <file>', say('model.option.validation'))
      .option('--about <file>', say('model.option.about'))
      .option('--out <file>', say('model.option.cardOut')),
  async run(command, { io, json, say }) {
    const [file = ''] = command.args;
    const { validation, about, out } = command.opts();
    const format = out === undefined ? '.md' : formatOf(String(out));
    const said = about === undefined ? {} : await readAbout(String(about));
    const ofStudy = await isStudyModel(file);
    if (ofStudy && validation !== undefined) {
      // Its own judgement, in centres left out, is in the file.
      throw new Refused([
        { code: 'option.value', at: '--validation', got: String(validation), allowed: 'linea model train' },
      ]);
    }
    const card = ofStudy
      ? composeStudyCard(await readStudyModel(file), said, say)
      : composeCard(
          {
            model: await readOwnModel(file),
            validation: validation === undefined ? undefined : await readValidation(String(validation)),
            about: said,
          },
          say,
        );
    const text = format === '.html' ? cardHtml(card, say) : cardMarkdown(card, say);
    if (out !== undefined) {
      writeWhole('--out', String(out), text);
      io.err(`${say('cli.figure.written', { file: String(out) })}\n`);
    }
    if (json) {
      const { figure: _, ...plain } = card;
      return io.out(`${JSON.stringify(plain)}\n`);
    }
    if (out === undefined) io.out(text);
  },
};

/** Is it the file of a study's models, as `linea model train STUDY.yaml` writes it? */
async function isStudyModel(file: string): Promise<boolean> {
  try {
    return (JSON.parse(await textOf(file)) as { readonly format?: unknown } | null)?.format === 'linea-study-model';
  } catch (error) {
    if (error instanceof Refused) throw error;
    return false;
  }
}

function formatOf(out: string): (typeof FORMATS)[number] {
  const got = extname(out).toLowerCase();
  const found = FORMATS.find((own) => own === got);
  if (found) return found;
  throw new Refused([{ code: 'option.value', at: '--out', got, allowed: FORMATS.join(', ') }]);
}

/** @throws {Refused} `validation.notOne`: not what `linea model validate --json` prints */
async function readValidation(file: string): Promise<ValidationFile> {
  let json: Partial<ValidationFile> | null = null;
  try {
    json = JSON.parse(await textOf(file)) as Partial<ValidationFile>;
  } catch (error) {
    if (error instanceof Refused) throw error;
  }
  const isOne =
    json && typeof json.learner === 'string' && typeof json.n === 'number' && (json.pooled ?? json.corrected);
  if (!isOne) throw new Refused([{ code: 'validation.notOne', at: file, allowed: 'linea model validate --json' }]);
  return json as ValidationFile;
}

const TEXTS = ['title', 'intendedUse', 'users', 'population', 'outcome', 'setting', 'dates', 'contact', 'timeUnit'] as const; // biome-ignore format: a list
const MEMBERS = [...TEXTS, 'limits', 'units', 'items'] as const;

/** What its makers say of a model, YAML. @throws {Refused} `about.notOne`, `about.unknown`, all of them */
async function readAbout(file: string): Promise<AboutModel> {
  let read: unknown;
  try {
    read = parse(await textOf(file));
  } catch (error) {
    if (error instanceof Refused) throw error;
  }
  const isObject = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  const texts = (value: unknown): boolean =>
    isObject(value) && Object.values(value).every((v) => typeof v === 'string');
  if (!isObject(read)) throw new Refused([{ code: 'about.notOne', at: file, allowed: MEMBERS.join(', ') }]);
  const own = read;
  const right = (key: string, value: unknown): boolean => {
    if (key === 'limits') return Array.isArray(value) && value.every((v) => typeof v === 'string');
    if (key === 'units' || key === 'items') return texts(value);
    return (TEXTS as readonly string[]).includes(key) && typeof value === 'string';
  };
  const wrong = Object.keys(own).filter((key) => !right(key, own[key]));
  if (wrong.length > 0) {
    throw new Refused(wrong.map((got) => ({ code: 'about.unknown', at: file, got, allowed: MEMBERS.join(', ') })));
  }
  return own as AboutModel;
}
