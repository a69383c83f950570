import { learnEncoding, predictRisk, readableJson, trainModel, varying } from '@linea/explain';
import type { ModelMethod } from './command.ts';
import { askedData, dataWords } from './data.ts';
import { inFile } from './files.ts';
import { learnerOptions, learnersOf, learnerWords } from './learner.ts';
import { progressBar } from './progress.ts';
import { warn, warnSilent, warnUnread } from './warnings.ts';
import { writeWhole } from './whole-file.ts';

/** `linea model train DATA.csv FORMULA --out MODEL.json`, or `linea model train STUDY.yaml --out MODEL.json`. */
export const trainMethod: ModelMethod = {
  usage: 'DATA.csv "FORMULA" --out MODEL.json [options] | STUDY.yaml --out MODEL.json',
  examples: [
    'examples/data/invented.csv "Surv(months, cause == 1) ~ age + sex + marker" --learner additive --out model.json',
  ],
  words: (command, say) =>
    learnerWords(dataWords(command, say, true), say)
      .requiredOption('--out <file>', say('model.option.out'))
      .option('--data <dir>', say('cli.option.data'))
      .option('--cut <name>', say('cli.option.cut')),
  async run(command, context) {
    const { io, say, json } = context;
    const options = command.opts();
    const [study = '', formula] = command.args;
    if (/\.ya?ml$/i.test(study)) {
      const { trainStudy } = await import('../study/train.ts');
      return trainStudy(study, options as { readonly out: string }, context);
    }
    if (formula === undefined) command.error(say('cli.usage.missingArgument', { name: 'formula' }), { exitCode: 2 });
    const { file, outcomes } = await askedData(command, io);
    const [learner = 'auto'] = learnersOf(options.learner);
    const learning = learnerOptions(options, outcomes.causes);
    const { table } = inFile(file, () => learnEncoding(outcomes));
    warn(context, table, learning.cause ?? 1, varying(table));
    warnUnread(context, learner, learning);
    const bar = progressBar(io, say('model.progress.train', { learner }));
    const model = inFile(file, () => trainModel(outcomes, learner, { ...learning, progress: bar.at }));
    bar.done();
    warnSilent(context, learner, [predictRisk(model.model, table.rows)]);
    writeWhole('--out', options.out, `${readableJson(model)}\n`);
    const { n, events } = model.trainedOn;
    const done = {
      file: options.out,
      learner,
      hash: model.hash,
      n,
      n_omitted: outcomes.omitted,
      events,
      features: model.encoding.features,
    };
    io.out(
      json ? `${JSON.stringify(done)}\n` : `${say('model.trained', { ...done, features: done.features.length })}\n`,
    );
  },
};
