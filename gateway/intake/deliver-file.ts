import { OperationTypeNode } from 'graphql';
import { callTarget } from '../../schema/call-target.ts';
import { serverBounds } from '../../subgraphs/kit/http/create-server.ts';
import {
  intakeAddresses,
  type IdentifiedFile,
  type IntakePath,
  type IntakeReply,
  type UnsettledFile,
  largestIntake,
} from '../../schema/intake.ts';
import { sha256 } from '../../schema/sha256.ts';
import type { AccessFacts } from '../access/access-facts.ts';
import { allDenied } from '../federation/fetching/all-denied.ts';
import { SubgraphFault } from '../federation/fetching/subgraph-fault.ts';
import { WithheldReply } from '../federation/fetching/withheld-reply.ts';
import type { SubgraphGuards } from '../federation/resilience/guard-subgraphs.ts';
import type { Subgraph } from '../federation/supergraph/load-supergraph.ts';
import { refusal } from '../http/refusal.ts';
import type { DecidingPolicies } from '../log/deciding-policies.ts';
import { disclosureEntry } from '../log/disclosure-entry.ts';
import type { DisclosureLog } from '../log/disclosure-log.ts';
import { accessContext } from '../trust/access-context.ts';
import { Asker } from '../trust/asker.ts';
import type { ContextSessions } from '../trust/context-sessions.ts';
import { readBearers, readReply } from './read-reply.ts';

/** A file on its way. */
export interface ArrivedFile {
  readonly path: IntakePath;
  readonly body: Uint8Array;
  readonly contentType: string;
  readonly facts: AccessFacts;
  readonly requestId: string;
  /** Moment of `performance.now()` until which its sender is to be answered. */
  readonly until: number | undefined;
}

/** What an agency told in an answer, and by which policy. */
interface IntakeAnswer extends Pick<IntakeReply, 'access'> {
  readonly data: object;
}

/** What deliveries are made with. */
export interface DeliveryOptions {
  readonly subgraphs: () => readonly Subgraph[];
  readonly guards: SubgraphGuards;
  readonly sessions: Pick<ContextSessions, 'signChange'>;
  readonly policyVersion: () => string;
  readonly policiesFor: (facts: AccessFacts) => DecidingPolicies;
  /** Says why what the agency answered may not be used. */
  readonly refuses: (subgraph: string, reply: IntakeAnswer, facts: AccessFacts) => string | undefined;
  readonly log: DisclosureLog;
  readonly onFault: (fault: SubgraphFault) => void;
}

/** Hands files to the agencies they are for. */
export interface Deliverer {
  /** @throws GraphQLError `LOG_UNAVAILABLE`: nothing was sent; `SUBGRAPH_UNAVAILABLE`, `CHANGE_NOT_RECORDED`: then the file may be kept, and can be sent again */
  deliver(file: ArrivedFile): Promise<Pick<IntakeReply, 'status' | 'answer'>>;
  close(): Promise<void>;
}

/** How a file is answered, and what was told of whom on the way. */
interface Delivery {
  readonly reply: IntakeReply;
  readonly told: readonly IntakeReply['access'][];
}

/** What became of a file that waited; without a reply where none may be used. */
interface Settled {
  readonly isOlder: boolean;
  readonly reply?: IntakeReply;
  readonly access: IntakeReply['access'];
}

/** Milliseconds for one call: a file of thousands of papers takes a while. */
const timeout = 60_000;

/** Files that one agency is handed at once: an agency has room for as many of the largest. */
const atOnce = Math.floor(serverBounds.allBodies / largestIntake);

/** The agency that knows who bears a number. */
const knowsBearers = 'population';

/**
 * Delivers a file as a fetch is sent: with a signed context over the very bytes. Where papers name persons by their
 * numbers, Population is asked who they are, and the agency is told opaque ids: neither agency learns of the other. The
 * answer leaves when its entry is in the log, as any answer.
 */
export function createDeliverer(options: DeliveryOptions): Deliverer {
  const poster = options.guards.openPoster(timeout, atOnce);

  async function post(
    name: string,
    path: string,
    body: string | Uint8Array,
    file: ArrivedFile,
    type?: string,
  ) {
    const subgraph = options.subgraphs().find((one) => one.name === name);
    if (!subgraph) throw new SubgraphFault('SUBGRAPH_UNAVAILABLE', name, 'not in the supergraph');
    const asker = new Asker(file.requestId, accessContext(file.facts, options.policyVersion(), {}));
    const url = new URL(path, subgraph.url).href;
    const prove = () => ({
      ...(type !== undefined && { 'content-type': type }),
      ...options.sessions.signChange({ subgraph: name, body, asker, target: callTarget(path, type) }),
    });
    const { until, facts } = file;
    const turn = { sender: facts.organisation ?? facts.client, until };
    // What changes something has one proof: whoever does not accept it is not asked again.
    const { status, bytes } = await poster.postInTurn({ name, url }, prove, body, turn);
    if (status !== 200) throw new SubgraphFault('SUBGRAPH_UNAVAILABLE', name, `no reply (HTTP ${status})`);
    return bytes.toString();
  }

  /** @throws WithheldReply when the agency decided by another policy what this gateway denies */
  function usable(agency: string, reply: IntakeReply, { facts }: ArrivedFile): IntakeReply {
    const { answer: data, access } = reply;
    const reason = options.refuses(agency, { data, access }, facts);
    if (reason !== undefined) throw new WithheldReply(agency, reason, { ...access, denials: [] });
    return reply;
  }

  async function send(file: ArrivedFile): Promise<Delivery> {
    const agency = intakeAddresses[file.path].agency;
    const text = await post(agency, `intake/${file.path}`, file.body, file, file.contentType);
    const reply = usable(agency, replyOf(agency, text), file);
    if (reply.unsettled.length === 0) return { reply, told: [reply.access] };
    try {
      const settled = await identify(file, reply);
      const own = settled.find((one) => !one.isOlder && one.reply);
      const others = settled.filter((one) => one !== own).map(({ access }) => access);
      return { reply: own?.reply ?? reply, told: [(own ?? reply).access, ...others] };
    } catch (error) {
      if (!(error instanceof SubgraphFault)) throw error;
      // The file is kept and waits; that is what the first reply says.
      options.onFault(error);
      return { reply, told: [reply.access] };
    }
  }

  /** What became of each file that waited. One of which no answer can be used keeps nobody else's back. */
  async function identify(file: ArrivedFile, { unsettled }: IntakeReply): Promise<readonly Settled[]> {
    const agency = intakeAddresses[file.path].agency;
    const numbers = [...new Set(unsettled.flatMap((one) => one.numbers))];
    const bearers = readBearers(await post(knowsBearers, 'bearers', JSON.stringify({ numbers }), file));
    if (!bearers) throw new SubgraphFault('SUBGRAPH_ERROR', knowsBearers, 'no bearers');
    const settle = async (one: UnsettledFile): Promise<Settled> => {
      const isOlder = one.isOlder === true;
      const citizens = Object.fromEntries(one.numbers.map((number) => [number, bearers[number] ?? null]));
      const body = JSON.stringify({ file: one.file, citizens } satisfies IdentifiedFile);
      try {
        const text = await post(agency, `intake/${file.path}/identified`, body, file);
        const reply = usable(agency, replyOf(agency, text), file);
        return { isOlder, reply, access: reply.access };
      } catch (error) {
        if (!(error instanceof SubgraphFault)) throw error;
        options.onFault(error);
        return { isOlder, access: withheldIn(error) };
      }
    };
    return Promise.all(unsettled.map(settle));
  }

  async function record(
    told: readonly IntakeReply['access'][],
    status: number,
    file: ArrivedFile,
  ): Promise<void> {
    const { facts, requestId, body, path } = file;
    const answered = {
      result: { data: status < 300 ? { received: true } : null },
      kind: OperationTypeNode.MUTATION,
      denials: [],
      disclosures: told.flatMap(({ policyVersion, disclosures }) =>
        disclosures.map((disclosed) => ({
          subgraph: intakeAddresses[path].agency,
          policyVersion,
          ...disclosed,
        })),
      ),
    };
    const entry = disclosureEntry(answered, {
      at: Temporal.Now.instant(),
      requestId,
      facts,
      policyVersion: options.policyVersion(),
      policies: options.policiesFor(facts),
      operation: { name: `intake/${path}`, digest: sha256(body) },
    });
    await options.log.append(entry, file.until).catch(() => {
      throw refusal('CHANGE_NOT_RECORDED');
    });
  }

  return {
    async deliver(file) {
      // A file that is kept stays kept, whatever becomes of the answer.
      await options.log.check(file.until).catch(() => {
        throw refusal('LOG_UNAVAILABLE');
      });
      const { reply, told } = await send(file).catch(async (error: unknown) => {
        if (!(error instanceof SubgraphFault)) throw error;
        options.onFault(error);
        await record([withheldIn(error)], 503, file);
        throw refusal('SUBGRAPH_UNAVAILABLE');
      });
      await record(told, reply.status, file);
      return { status: reply.status, answer: reply.answer };
    },
    close: () => poster.close(),
  };
}

/** Whom an answer was about of which nothing leaves; nobody where none came. */
function withheldIn(fault: SubgraphFault): IntakeReply['access'] {
  if (!(fault instanceof WithheldReply)) return { disclosures: [] };
  return { ...fault.access, disclosures: fault.access.disclosures.map(allDenied) };
}

/** @throws SubgraphFault when the agency says nothing that can be used */
function replyOf(agency: string, text: string): IntakeReply {
  const reply = readReply(text);
  if (!reply) throw new SubgraphFault('SUBGRAPH_ERROR', agency, 'no reply to a file');
  return reply;
}
