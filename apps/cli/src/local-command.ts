import { nearest } from '@linea/facts/nearest';
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
    const [first] = this.args;
    // Options of a command that does not exist are not what is wrong.
    if (!this.parent && first !== undefined && !first.startsWith('-')) this.unknownCommand();
    const flags = [...this.options, ...(this.parent?.options ?? [])].flatMap(({ long }) => long ?? []);
    const text = this.#say('cli.usage.unknownOption', { flag });
    this.error(`${text}${this.#meant(nearest(flag.split('=')[0] as string, flags))}`, { exitCode: 2 });
  }
  unknownCommand(): never {
    const [name = ''] = this.args;
    const text = this.#say('cli.usage.unknownCommand', { name });
    this.error(
      `${text}${this.#meant(
        nearest(
          name,
          this.commands.map((one) => one.name()),
        ),
      )}`,
      { exitCode: 2 },
    );
  }
  missingArgument(name: string): never {
    this.error(this.#say('cli.usage.missingArgument', { name }), { exitCode: 2 });
  }
  optionMissingArgument(option: { flags: string }): never {
    this.error(this.#say('cli.usage.missingValue', { flag: option.flags }), { exitCode: 2 });
  }
  missingMandatoryOptionValue(option: { flags: string }): void {
    // `--fromat linea` leaves `--format` out, but that is not what is wrong with it.
    const mistyped = this.args.find((word) => /^--./.test(word));
    if (mistyped !== undefined) this.unknownOption(mistyped);
    this.error(this.#say('cli.usage.missingOption', { flag: option.flags }), { exitCode: 2 });
  }
  _excessArguments(): never {
    if (!this.parent) this.unknownCommand();
    this.error(this.#say('cli.usage.tooMany', { name: this.name() }), { exitCode: 2 });
  }

  /** ` Did you mean patient?`, where something is near enough. */
  #meant(names: readonly string[]): string {
    return names.length === 0 ? '' : ` ${this.#say('cli.usage.meant', { names: names.join(', ') })}`;
  }
}
