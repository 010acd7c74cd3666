import { largestIntake, type IntakePath, type IntakeReply } from '../../../schema/intake.ts';
import type { EndpointGround, SignedCall, SignedEndpoint } from '../../kit/signed-endpoint.ts';
import { medicalDocuments } from '../collections.ts';
import { acknowledge, acknowledgeWithdrawal, refuseFile, type Dialect } from './acknowledge.ts';
import { admitSender } from './admit-sender.ts';
import type { Finding } from './finding.ts';
import { readIdentified } from './identified.ts';
import { countIntake, type AnsweredAs } from './intake-metrics.ts';
import { readTexts } from './read-json.ts';
import { openFileDesk, type Receipt, type Sender } from './receive-files.ts';
import { refuseDevelopmentCertificates } from './signature/development-certificates.ts';
import { channels, readSubmission, type Channel } from './submission.ts';
import { withdrawPaper } from './withdraw-paper.ts';

/** What an address of the intake answers to a sender who may send there, and what is counted of it. */
type Reply = (sender: Sender, call: SignedCall) => Promise<Replied>;

interface Replied {
  readonly reply: IntakeReply;
  readonly outcome: AnsweredAs;
}

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
  const metrics = countIntake(ground.metrics);
  const desk = await openFileDesk({ store, announce, metrics, now });
  await desk.resume();

  const refuse = (findings: readonly Finding[], dialect: Dialect): Replied => {
    metrics.refused(findings);
    return { outcome: 'REFUSED', reply: { ...refuseFile(findings, dialect, now()), unsettled: [] } };
  };
  const answerTo = (receipt: Receipt, dialect: Dialect): Replied => {
    if ('refused' in receipt) return refuse(receipt.refused, dialect);
    const { file, unsettled, isRepeated } = receipt;
    const outcome = isRepeated ? 'REPEATED' : 'ACCEPTED';
    return { outcome, reply: { ...acknowledge(file, dialect), unsettled } };
  };

  const receive =
    (channel: Channel): Reply =>
    async (sender, { body, contentType }) => {
      const { dialect } = channel;
      const submission = readSubmission(body, contentType, channel);
      if ('rule' in submission) return refuse([submission], dialect);
      const { bytes, facilityCode, root } = submission;
      if (sender.facilityCode !== facilityCode) return refuse([{ rule: 'FACILITY_MISMATCH' }], dialect);
      return answerTo(await desk.receive(bytes, sender, root), dialect);
    };

  const record: Reply = async (sender, { body }) => {
    const receipt = await desk.receiveTyped(body, sender);
    return receipt ? answerTo(receipt, 'PL02') : refuse([{ rule: 'SUBMISSION_MALFORMED' }], 'PL02');
  };

  const settle =
    (dialect: Dialect): Reply =>
    async (sender, { body }) => {
      const identified = readIdentified(body);
      const citizens = new Map(Object.entries(identified?.citizens ?? {}));
      const file = identified && (await desk.settle(identified.file, sender.facilityCode, citizens));
      if (!file) return refuse([{ rule: 'SUBMISSION_MALFORMED' }], dialect);
      return { outcome: 'ACCEPTED', reply: { ...acknowledge(file, dialect), unsettled: [] } };
    };

  const withdraw: Reply = async ({ facilityCode }, { body }) => {
    const stated = readTexts(body);
    const [kind, code, reason = ''] = ['kind', 'code', 'reason'].map((name) => stated?.get(name));
    if (kind === undefined || code === undefined) {
      const tag = kind === undefined ? 'kind' : 'code';
      return refuse([{ rule: 'SUBMISSION_MALFORMED', tag }], 'PL02');
    }
    const withdrawn = await withdrawPaper({ kind, code, reason }, facilityCode, { papers, announce, now });
    if (typeof withdrawn === 'string') return refuse([{ rule: withdrawn }], 'PL02');
    metrics.withdrawn(withdrawn.kind);
    return { outcome: 'ACCEPTED', reply: { ...acknowledgeWithdrawal(withdrawn), unsettled: [] } };
  };

  const answer = async (path: IntakePath, reply: Reply, dialect: Dialect, signed: SignedCall) => {
    const sender = admitSender(signed.call, path, policy);
    const replied = await (sender ? reply(sender, signed) : refuse([{ rule: 'FACILITY_MISMATCH' }], dialect));
    const { access } = replied.reply;
    const { version } = policy.table;
    return { ...replied, reply: { ...replied.reply, access: { ...access, policyVersion: version } } };
  };
  const endpoint = (path: IntakePath, reply: Reply, dialect: Dialect): SignedEndpoint => ({
    path: `intake/${path}`,
    bodyLimit: largestIntake,
    answer: async (signed) => {
      const { reply: body, outcome } = await answer(path, reply, dialect, signed);
      metrics.answered(path, outcome, signed.body.length);
      return { status: 200, body };
    },
  });
  /** Where the gateway says whose numbers a file bears: nothing arrives there. */
  const identified = (path: IntakePath, dialect: Dialect): SignedEndpoint => ({
    path: `intake/${path}/identified`,
    bodyLimit: largestIntake,
    answer: async (signed) => ({
      status: 200,
      body: (await answer(path, settle(dialect), dialect, signed)).reply,
    }),
  });
  return [
    ...channels.flatMap((channel) => [
      endpoint(channel.path, receive(channel), channel.dialect),
      identified(channel.path, channel.dialect),
    ]),
    endpoint('assessments', record, 'PL02'),
    identified('assessments', 'PL02'),
    endpoint('withdrawals', withdraw, 'PL02'),
  ];
}
