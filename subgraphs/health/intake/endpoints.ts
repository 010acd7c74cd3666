import { largestIntake, type IntakeReply } from '../../../schema/intake.ts';
import type { EndpointGround, SignedCall, SignedEndpoint } from '../../kit/signed-endpoint.ts';
import { acknowledge, refuseFile } from './acknowledge.ts';
import { admitSender } from './admit-sender.ts';
import type { Finding } from './finding.ts';
import { readIdentified } from './identified.ts';
import { openFileDesk } from './receive-files.ts';
import { refuseDevelopmentCertificates } from './signature/development-certificates.ts';
import { channels, readSubmission, type Channel } from './submission.ts';

/** Answers one call. */
type Reply = (call: SignedCall, channel: Channel) => Promise<IntakeReply>;

/**
 * The endpoints to which facilities send their papers, behind the gateway: the addresses and answers of the portals that
 * hospital software knows.
 *
 * @throws Error in production when a certificate is registered whose key everybody knows
 */
export async function openIntake(ground: EndpointGround): Promise<readonly SignedEndpoint[]> {
  const { store, policy, announce, isProduction } = ground;
  if (isProduction) await refuseDevelopmentCertificates(store);
  const now = () => Temporal.Now.instant().toString({ smallestUnit: 'second' });
  const desk = await openFileDesk({ store, announce, now });
  await desk.resume();

  const refuse = (findings: readonly Finding[], { dialect }: Channel): IntakeReply => ({
    ...refuseFile(findings, dialect, now()),
    unsettled: [],
  });

  const receive: Reply = async ({ call, body, contentType }, channel) => {
    const sender = admitSender(call, policy);
    const submission = readSubmission(body, contentType, channel);
    if (typeof submission === 'string') return refuse([{ rule: submission }], channel);
    const { bytes, facilityCode, root } = submission;
    if (sender?.facilityCode !== facilityCode) return refuse([{ rule: 'FACILITY_MISMATCH' }], channel);
    const receipt = await desk.receive(bytes, sender, root);
    if ('refused' in receipt) return refuse(receipt.refused, channel);
    return { ...acknowledge(receipt.file, channel.dialect), unsettled: receipt.unsettled };
  };

  const settle: Reply = async ({ call, body }, channel) => {
    const sender = admitSender(call, policy);
    const identified = readIdentified(body);
    const citizens = new Map(Object.entries(identified?.citizens ?? {}));
    const file = sender && identified && (await desk.settle(identified.file, sender.facilityCode, citizens));
    if (!file) return refuse([{ rule: 'SUBMISSION_MALFORMED' }], channel);
    return { ...acknowledge(file, channel.dialect), unsettled: [] };
  };

  const endpoint = (path: string, channel: Channel, reply: Reply): SignedEndpoint => ({
    path,
    bodyLimit: largestIntake,
    answer: async (call) => ({ status: 200, body: await reply(call, channel) }),
  });
  return channels.flatMap((channel) => [
    endpoint(`intake/${channel.path}`, channel, receive),
    endpoint(`intake/${channel.path}/identified`, channel, settle),
  ]);
}
