import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import { sealHealth } from '../seal/seal-health.ts';
import { openDesk, kept } from '../subgraphs/health/intake/desk.ts';
import { samplePaper } from '../subgraphs/health/intake/sample-papers.ts';
import { crashFile } from './crash-files.ts';

/**
 * Child process of the crash test: `crash-desk.ts FILE ROUND`. Takes files in and seals them for as long as it is let live; after each
 * acknowledged file it prints a line, its receipt and how many papers it brought.
 */
const [file = '', round = ''] = process.argv.slice(2);
const atWrite = await sealHealth(await openStore({ uri: `file:${file}` }));
const bench = await openDesk(atWrite.store);
if (round === '0') await bench.register(samplePaper('DISCHARGE_PAPER').paper.issuer);
await bench.desk.resume();
atWrite.start({ scopeOf: () => ({}), onFault: (line) => process.stderr.write(`${line}\n`) });

async function keepSending(sender: number): Promise<never> {
  for (let at = 0; ; at++) {
    const sent = crashFile(`${round}.${sender}.${at}`, at);
    const receipt = kept(await bench.send(sent));
    process.stdout.write(`${receipt.id} ${receipt.papers.length}\n`);
  }
}

await Promise.all([0, 1, 2].map(keepSending));
