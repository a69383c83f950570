#!/usr/bin/env node
// Runs the built command line. Committed as plain JavaScript so that it can say what is missing before anything is built.
const argv = process.argv.slice(2);

const italian = () => {
  const asked = argv.indexOf('--lang');
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  return (asked >= 0 ? argv[asked + 1] : LC_ALL || LC_MESSAGES || LANG)?.startsWith('it') ?? false;
};

/** A file we would have built is missing, or a package we depend on: each has its own remedy. */
const notReady = ({ code, message }) => {
  if (code !== 'ERR_MODULE_NOT_FOUND') return undefined;
  const command = message.startsWith('Cannot find package') ? 'npm ci' : 'npm run build';
  return italian() ? `Linea non è ancora pronta. Esegui: ${command}` : `Linea is not ready yet. Run: ${command}`;
};

try {
  const { main } = await import('../apps/cli/dist/main.js');
  process.exitCode = await main(argv);
} catch (error) {
  process.exitCode = 3;
  process.stderr.write(`${notReady(error) ?? error.stack}\n`);
}
