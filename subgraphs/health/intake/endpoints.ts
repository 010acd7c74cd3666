import { largestIntake, type IntakePath, type IntakeReply } from '../../../schema/intake.ts';
import type { EndpointGround, SignedCall, SignedEndpoint } from '../../kit/signed-endpoint.ts';
import { medicalDocuments } from '../collections.ts';
import { acknowledge, acknowledgeWithdrawal, refuseFile, type Dialect } from './acknowledge.ts';
import { admitSender } from './admit-sender.ts';
import type { Finding } from './finding.ts';
import { readIdentified } from './identified.ts';
import { readTexts } from './read-json.ts';
import { openFileDesk, type Sender } from './receive-files.ts';
import { refuseDevelopmentCertificates } from './signature/development-certificates.ts';
import { channels, readSubmission, type Channel } from './submission.ts';
import { withdrawPaper } from './withdraw-paper.ts';

/** What an address of the intake answers to a sender who may send there. */
type Reply = (sender: Sender, call: SignedCall) => Promise<IntakeReply>;

/**
 * The endpoints to which facilities send their papers, behind the gateway: the addresses and answers of the portals that
 * hospital software knows, the typed records of the assessment councils, and withdrawals.
 *
 * @throws Error in production when a certificate is registered whose key everybody knows
 */
export async function openIntake(ground: EndpointGround): Promise<readonly SignedEndpoint[]> {
  const { store, policy, announce, isProduction } = ground;
  if (isProduction) await refuseDevelopmentCertificates(store);
  const now = () => Temporal.Now.instant().toString({ smallestUnit: 'second' });
  const papers = await store.collection(medicalDocuments);
  const desk = await openFileDesk({ store, announce, now });
  await desk.resume();

  const refuse = (findings: readonly Finding[], dialect: Dialect): IntakeReply => ({
    ...refuseFile(findings, dialect, now()),
    unsettled: [],
  });

  const receive =
    (channel: Channel): Reply =>
    async (sender, { body, contentType }) => {
      const { dialect } = channel;
      const submission = readSubmission(body, contentType, channel);
      if (typeof submission === 'string') return refuse([{ rule: submission }], dialect);
      const { bytes, facilityCode, root } = submission;
      if (sender.facilityCode !== facilityCode) return refuse([{ rule: 'FACILITY_MISMATCH' }], dialect);
      const receipt = await desk.receive(bytes, sender, root);
      if ('refused' in receipt) return refuse(receipt.refused, dialect);
      return { ...acknowledge(receipt.file, dialect), unsettled: receipt.unsettled };
    };

  const record: Reply = async (sender, { body }) => {
    const receipt = await desk.receiveTyped(body, sender);
    if (!receipt) return refuse([{ rule: 'SUBMISSION_MALFORMED' }], 'PL02');
    if ('refused' in receipt) return refuse(receipt.refused, 'PL02');
    return { ...acknowledge(receipt.file, 'PL02'), unsettled: receipt.unsettled };
  };

  const settle =
    (dialect: Dialect): Reply =>
    async (sender, { body }) => {
      const identified = readIdentified(body);
      const citizens = new Map(Object.entries(identified?.citizens ?? {}));
      const file = identified && (await desk.settle(identified.file, sender.facilityCode, citizens));
      if (!file) return refuse([{ rule: 'SUBMISSION_MALFORMED' }], dialect);
      return { ...acknowledge(file, dialect), unsettled: [] };
    };

  const withdraw: Reply = async ({ facilityCode }, { body }) => {
    const stated = readTexts(body);
    const [kind, code, reason = ''] = ['kind', 'code', 'reason'].map((name) => stated?.get(name));
    if (kind === undefined || code === undefined) return refuse([{ rule: 'SUBMISSION_MALFORMED' }], 'PL02');
    const withdrawn = await withdrawPaper({ kind, code, reason }, facilityCode, { papers, announce, now });
    if (typeof withdrawn === 'string') return refuse([{ rule: withdrawn }], 'PL02');
    return { ...acknowledgeWithdrawal(withdrawn), unsettled: [] };
  };

  const endpoint = (path: IntakePath, reply: Reply, dialect: Dialect, after = ''): SignedEndpoint => ({
    path: `intake/${path}${after}`,
    bodyLimit: largestIntake,
    answer: async (signed) => {
      const sender = admitSender(signed.call, path, policy);
      const body = sender ? await reply(sender, signed) : refuse([{ rule: 'FACILITY_MISMATCH' }], dialect);
      return { status: 200, body };
    },
  });
  const identified = '/identified';
  return [
    ...channels.flatMap((channel) => [
      endpoint(channel.path, receive(channel), channel.dialect),
      endpoint(channel.path, settle(channel.dialect), channel.dialect, identified),
    ]),
    endpoint('assessments', record, 'PL02'),
    endpoint('assessments', settle('PL02'), 'PL02', identified),
    endpoint('withdrawals', withdraw, 'PL02'),
  ];
}
