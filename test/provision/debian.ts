import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Whether this system lets us install its packages: Debian or a relative, as root. */
const canInstall = (): boolean => existsSync('/usr/bin/apt-get') && process.getuid?.() === 0;

/**
 * Installs packages of Debian.
 * @param needed  for people: what is missing, "PostgreSQL 15 or later"
 * @throws {Error} the system is another one, or we may not: says what to install
 */
export function installDebian(packages: readonly string[], needed: string): void {
  const command = `apt-get install --yes ${packages.join(' ')}`;
  if (!canInstall())
    throw new Error(
      `The tests need ${needed}. Please install it (on Debian: ${command}), or leave these tests out: npm run test:unit`,
    );
  process.stdout.write(`Installing ${needed}: ${command}\n`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...words: string[]): void =>
    void execFileSync('apt-get', words, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  apt('update');
  apt('install', '--yes', '--no-install-recommends', ...packages);
}
