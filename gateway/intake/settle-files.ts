import type { IdentifiedFile, IntakeReply, UnsettledFile } from '../../schema/intake.ts';
import { intakeAddresses } from '../../schema/intake.ts';
import { SubgraphFault } from '../federation/fetching/subgraph-fault.ts';
import type { ArrivedFile } from './arrived-file.ts';
import type { AgencyCalls } from './call-agency.ts';
import { readBearers } from './read-reply.ts';
import { toldByFault } from './told-by-fault.ts';

/** What became of a file that waited; without a reply where none may be used. */
export interface SettledFile {
  readonly isOlder: boolean;
  readonly reply?: IntakeReply;
  readonly access: IntakeReply['access'];
}

/** The agency that knows who bears a number. */
const knowsBearers = 'population';

/**
 * Asks Population who bears the numbers in the files that wait, and tells their agency opaque ids: neither learns of the
 * other. A file of which no answer can be used keeps no other back.
 *
 * @param waiting files of the agency, at the address of the file that has come
 * @throws SubgraphFault when it is not known who bears the numbers
 */
export async function settleFiles(
  waiting: readonly UnsettledFile[],
  file: ArrivedFile,
  { calls, onFault }: { readonly calls: AgencyCalls; readonly onFault: (fault: SubgraphFault) => void },
): Promise<readonly SettledFile[]> {
  const { agency } = intakeAddresses[file.path];
  const path = `intake/${file.path}/identified`;
  const numbers = [...new Set(waiting.flatMap((one) => one.numbers))];
  const asked = { agency: knowsBearers, path: 'bearers', body: JSON.stringify({ numbers }) };
  const bearers = readBearers(await calls.post(asked, file));
  if (!bearers) throw new SubgraphFault('SUBGRAPH_ERROR', knowsBearers, 'no bearers');
  const settle = async (one: UnsettledFile): Promise<SettledFile> => {
    const isOlder = one.isOlder === true;
    const citizens = Object.fromEntries(one.numbers.map((number) => [number, bearers[number] ?? null]));
    const body = JSON.stringify({ file: one.file, citizens } satisfies IdentifiedFile);
    try {
      const reply = await calls.hand({ agency, path, body }, file);
      return { isOlder, reply, access: reply.access };
    } catch (error) {
      if (!(error instanceof SubgraphFault)) throw error;
      onFault(error);
      return { isOlder, access: toldByFault(error) };
    }
  };
  return Promise.all(waiting.map(settle));
}
