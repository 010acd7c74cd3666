import { intakeAddresses, type IntakeReply } from '../../schema/intake.ts';
import { SubgraphFault } from '../federation/fetching/subgraph-fault.ts';
import { refusal } from '../http/refusal.ts';
import type { DisclosureLog } from '../log/disclosure-log.ts';
import type { ArrivedFile } from './arrived-file.ts';
import { createAgencyCalls, type AgencyCallOptions } from './call-agency.ts';
import { deliveryEntry, type DecidedBy, type Delivered } from './delivery-entry.ts';
import { settleFiles } from './settle-files.ts';
import { toldByFault } from './told-by-fault.ts';

/** What deliveries are made with. */
export interface DeliveryOptions extends AgencyCallOptions, DecidedBy {
  readonly log: DisclosureLog;
  readonly onFault: (fault: SubgraphFault) => void;
}

/** Hands files to the agencies they are for. */
export interface Deliverer {
  /** @throws GraphQLError `LOG_UNAVAILABLE`: nothing was sent; `SUBGRAPH_UNAVAILABLE`, `CHANGE_NOT_RECORDED`: then the file may be kept, and can be sent again */
  deliver(file: ArrivedFile): Promise<Pick<IntakeReply, 'status' | 'answer'>>;
  close(): Promise<void>;
}

/** What the sender is answered, and what was told of whom on the way. */
interface Delivery extends Pick<Delivered, 'told'> {
  readonly reply: IntakeReply;
}

/**
 * Delivers a file as a fetch is sent. Where papers name persons by their numbers, Population is asked who they are. The
 * answer leaves when its entry is in the log, as any answer.
 */
export function createDeliverer(options: DeliveryOptions): Deliverer {
  const { log, onFault } = options;
  const calls = createAgencyCalls(options);

  async function send(file: ArrivedFile): Promise<Delivery> {
    const { agency } = intakeAddresses[file.path];
    const { body, contentType } = file;
    const reply = await calls.hand({ agency, path: `intake/${file.path}`, body, contentType }, file);
    if (reply.unsettled.length === 0) return { reply, told: [reply.access] };
    try {
      const settled = await settleFiles(reply.unsettled, file, { calls, onFault });
      const own = settled.find((one) => !one.isOlder && one.reply);
      const others = settled.filter((one) => one !== own).map(({ access }) => access);
      return { reply: own?.reply ?? reply, told: [(own ?? reply).access, ...others] };
    } catch (error) {
      if (!(error instanceof SubgraphFault)) throw error;
      // The file is kept and waits; that is what the first reply says.
      onFault(error);
      return { reply, told: [reply.access] };
    }
  }

  async function record(file: ArrivedFile, delivered: Delivered): Promise<void> {
    await log.append(deliveryEntry(file, delivered, options), file.until).catch(() => {
      throw refusal('CHANGE_NOT_RECORDED');
    });
  }

  return {
    async deliver(file) {
      // A file that is kept stays kept, whatever becomes of the answer.
      await log.check(file.until).catch(() => {
        throw refusal('LOG_UNAVAILABLE');
      });
      const { reply, told } = await send(file).catch(async (error: unknown) => {
        if (!(error instanceof SubgraphFault)) throw error;
        onFault(error);
        await record(file, { status: 503, told: [toldByFault(error)] });
        throw refusal('SUBGRAPH_UNAVAILABLE');
      });
      await record(file, { status: reply.status, told });
      return { status: reply.status, answer: reply.answer };
    },
    close: () => calls.close(),
  };
}
