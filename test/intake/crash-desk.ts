import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import { openDesk, kept } from '../subgraphs/health/intake/desk.ts';
import { samplePaper } from '../subgraphs/health/intake/sample-papers.ts';
import { crashFile } from './crash-files.ts';

/**
 * Child process of the crash test: `crash-desk.ts FILE ROUND`. Takes files in for as long as it is let live; after each
 * acknowledged file it prints a line, its receipt and how many papers it brought.
 */
const [file = '', round = ''] = process.argv.slice(2);
const bench = await openDesk(await openStore({ uri: `file:${file}` }));
if (round === '0') await bench.register(samplePaper('DISCHARGE_PAPER').paper.issuer);
await bench.desk.resume();

async function keepSending(sender: number): Promise<never> {
  for (let at = 0; ; at++) {
    const sent = crashFile(`${round}.${sender}.${at}`, at);
    const receipt = kept(await bench.send(sent));
    process.stdout.write(`${receipt.id} ${receipt.papers.length}\n`);
  }
}

await Promise.all([0, 1, 2].map(keepSending));
