// The database of the tested exchange, for changes that no request makes: a deadline that is over now. EXCHANGE_OUTPUT
// names a file beside the exchange's data folder; psql of any version talks to the embedded server there.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Line of postmaster.pid with the port, from 0. */
const PORT_LINE = 3;

/** Why there is no database to change; empty if there is one. */
export function missingDatabase() {
  if (!process.env.EXCHANGE_OUTPUT) {
    return 'EXCHANGE_OUTPUT does not say where the exchange has its data';
  }
  try {
    execFileSync('psql', ['--version']);
    return '';
  } catch {
    return 'there is no psql (package postgresql-client)';
  }
}

/**
 * Runs one statement as the owner of all tables.
 *
 * @param values texts by their names, which stand in the statement as :'name'
 * @returns the rows of its answer, columns separated by "|"
 */
export function statement(sql, values) {
  const folder = join(dirname(process.env.EXCHANGE_OUTPUT), 'data', 'postgres');
  const port = readFileSync(join(folder, 'cluster', 'postmaster.pid'), 'utf8')
    .split('\n')
    [PORT_LINE].trim();
  const password = readFileSync(join(folder, 'password'), 'utf8').trim();
  const sets = Object.entries({ ON_ERROR_STOP: '1', ...values }).map(([name, value]) => `--set=${name}=${value}`);
  const answer = execFileSync(
    'psql',
    [
      ...['--no-psqlrc', '--no-password', '--quiet', '--tuples-only', '--no-align', ...sets],
      `--dbname=postgresql://flowex@127.0.0.1:${port}/flowex`,
    ],
    { input: sql, encoding: 'utf8', env: { ...process.env, PGPASSWORD: password } },
  );
  return answer.split('\n').filter((row) => row !== '');
}
