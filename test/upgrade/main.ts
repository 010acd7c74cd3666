import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endMisused, readCommandLine } from '../command-line.ts';
import { agencies, type Agency } from '../../start/start-agencies.ts';
import { askingOrganisation } from '../../subgraphs/justice/learning/questions.ts';
import { asking } from '../../subgraphs/population/learning/questions.ts';
import { chooseMother } from '../demo/choose-mother.ts';
import { tellStory } from '../demo/story.ts';
import { kill, runUntilReady } from '../scenario/run-command.ts';
import { defaultDay, generateWorld } from '../world/generate-world.ts';
import { checkOut } from './old-tree.ts';
import { createSeparateHub, type SeparateHub } from './separate-hub.ts';

/*
 * `npm run upgrade:walk -- --from VERSION`: a hub of that version (a tag or commit), with what it wrote, becomes one of this
 * folder part by part as docs/upgrading.md says, and goes back again. After each step the whole story of a birth is told on it, by
 * the operations of this version: the supergraph of that one must know them.
 */

const repository = join(import.meta.dirname, '../..');
const usage = 'upgrade:walk -- --from VERSION';
const from =
  readCommandLine(usage, { from: { type: 'string' } }).from ??
  endMisused(`Say which version, a tag or a commit, the hub is upgraded from: npm run ${usage}`);

const world = { seed: 'lien-thong', population: 1_000 };
/** Of each the story is told once. */
const mothers = new Set<string>();
const folder = mkdtempSync(join(tmpdir(), 'upgrade-'));
const old = checkOut(from, join(folder, 'old'));
try {
  await writeAsBefore(join(folder, 'data'));
  const hub = await createSeparateHub(join(folder, 'data'), folder, organisations());
  await walk(hub).finally(hub.stop);
  process.stdout.write(verifyLog());
} finally {
  old.remove();
  rmSync(folder, { recursive: true, force: true });
}

/** The old version makes its own stores and its own log. */
async function writeAsBefore(data: string): Promise<void> {
  const { scripts } = JSON.parse(readFileSync(join(old.root, 'package.json'), 'utf8')) as {
    readonly scripts: { readonly start: string };
  };
  const [, ...start] = scripts.start.split(' ');
  const hub = await runUntilReady(start, { DATA_DIR: data, PORT: '0' }, old.root);
  // At once: what it said is stored has to be, and some versions said so before they could be told to end.
  await kill(hub);
}

async function walk(hub: SeparateHub): Promise<void> {
  hub.compose(old.root);
  for (const agency of agencies) await hub.replace(agency, old.root);
  await hub.replace('gateway', old.root);
  await told(hub, 'all old');
  for (const agency of agencies) {
    await hub.replace(agency, repository);
    await told(hub, `${agency} new`);
  }
  await hub.replace('gateway', repository);
  await told(hub, 'gateway new, supergraph old');
  hub.compose(repository);
  await hub.replace('gateway', repository);
  await told(hub, 'all new');
  hub.compose(old.root);
  await hub.replace('gateway', old.root);
  for (const agency of agencies) await hub.replace(agency, old.root);
  await told(hub, 'gone back');
}

async function told(hub: SeparateHub, state: string): Promise<void> {
  const began = performance.now();
  const mother = chooseMother(world, Date.now().toString(36), mothers);
  mothers.add(mother.citizen.id);
  let steps = 0;
  await tellStory(hub.url, mother, () => steps++);
  const seconds = ((performance.now() - began) / 1_000).toFixed(1);
  process.stdout.write(`${state}: ${steps} steps of the story in ${seconds} s\n`);
}

/** In whose names the machines of the agencies ask: one for each but social insurance, which has offices. */
function organisations(): Readonly<Partial<Record<Agency, readonly string[]>>> {
  const records = Array.from(generateWorld({ ...world, asOf: defaultDay })).flat();
  const offices = records.flatMap((record) =>
    record.collection === 'insuredPersons' ? [record.doc.office] : [],
  );
  return { justice: [askingOrganisation], population: [asking.organisation], vss: [...new Set(offices)] };
}

function verifyLog(): string {
  const args = ['gateway/cli/log/log-verify-cli.ts', '--log', join(folder, 'data/log')];
  return execFileSync(process.execPath, args, { cwd: repository, encoding: 'utf8' });
}
