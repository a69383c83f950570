import type { Say } from '@linea/registry/words';
import { Command } from 'commander';

/** A command whose own words (usage errors, headings of the help) are in the reader's language. */
export class LocalCommand extends Command {
  readonly #say: Say;

  constructor(name: string | undefined, say: Say) {
    super(name);
    this.#say = say;
    this.configureHelp({
      styleTitle: (title) => say.or(`cli.help.${title.replace(':', '').toLowerCase()}`, title),
      showGlobalOptions: true,
    });
    this.helpOption('-h, --help', say('cli.option.help'));
    this.helpCommand(false);
    this.exitOverride();
  }

  override createCommand(name?: string): Command {
    return new LocalCommand(name, this.#say);
  }

  unknownOption(flag: string): void {
    if ('_allowUnknownOption' in this && this._allowUnknownOption) return;
    this.error(this.#say('cli.usage.unknownOption', { flag }), { exitCode: 2 });
  }
  unknownCommand(): never {
    this.error(this.#say('cli.usage.unknownCommand', { name: this.args[0] ?? '' }), { exitCode: 2 });
  }
  missingArgument(name: string): never {
    this.error(this.#say('cli.usage.missingArgument', { name }), { exitCode: 2 });
  }
  optionMissingArgument(option: { flags: string }): never {
    this.error(this.#say('cli.usage.missingValue', { flag: option.flags }), { exitCode: 2 });
  }
  missingMandatoryOptionValue(option: { flags: string }): never {
    this.error(this.#say('cli.usage.missingOption', { flag: option.flags }), { exitCode: 2 });
  }
  _excessArguments(given: readonly string[]): never {
    if (!this.parent) this.error(this.#say('cli.usage.unknownCommand', { name: given[0] ?? '' }), { exitCode: 2 });
    this.error(this.#say('cli.usage.tooMany', { name: this.name() }), { exitCode: 2 });
  }
}
