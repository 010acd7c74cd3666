import type { FastifyInstance, FastifyRequest } from 'fastify';
import { errorCodes, isErrorCode } from '../../schema/error-codes.ts';
import { intakeAddresses, largestIntake, type IntakePath } from '../../schema/intake.ts';
import type { AccessFacts } from '../access/access-facts.ts';
import type { FaultListener } from '../http/operation-server.ts';
import { writeRefusal } from '../http/answer.ts';
import { readWithParameters } from '../http/quality-list.ts';
import { asRefusal, refusal } from '../http/refusal.ts';
import { errorsOf, inLanguage } from '../http/error-answer.ts';
import { asTransportRefusal } from '../http/reception.ts';
import type { RequestGate } from '../overload/gate-requests.ts';
import { admitSender, type IntakeDoor } from './admit-sender.ts';
import type { Deliverer } from './deliver-file.ts';

/** The door for files, and who carries them on. */
export interface Intake extends IntakeDoor, Pick<Deliverer, 'deliver'> {}

/** Media types that hospital software sends. A token in a header is what no form of a web page can send. */
const mediaTypes: readonly string[] = ['application/json', 'application/x-www-form-urlencoded'];

/** Adds `POST /intake/…`: the sender is proven by the headers, then the body is read, within its bound. */
export function addIntakeRoutes(
  app: FastifyInstance,
  intake: Intake,
  gate: Pick<RequestGate, 'run' | 'learn'>,
  onFault: FaultListener,
): void {
  const senders = new WeakMap<FastifyRequest, AccessFacts>();
  for (const path of Object.keys(intakeAddresses) as IntakePath[]) {
    app.post(`/intake/${path}`, {
      bodyLimit: largestIntake,
      onRequest: async (request) => {
        const { headers, raw } = request;
        const facts = await admitSender(
          { headers, distinctHeaders: () => raw.headersDistinct, context: request.hubContext },
          intake,
          intakeAddresses[path].purposes,
        );
        const { value } = readWithParameters(headers['content-type'] ?? '');
        if (!mediaTypes.includes(value))
          throw refusal('UNSUPPORTED_MEDIA_TYPE', `Send ${mediaTypes.join(' or ')}.`);
        gate.learn(request, facts.client);
        senders.set(request, facts);
        request.provenSender = facts.organisation;
      },
      handler: async (request, reply) => {
        const facts = senders.get(request);
        if (!facts) throw refusal('UNAUTHENTICATED');
        const file = {
          path,
          body: request.body instanceof Uint8Array ? request.body : new Uint8Array(),
          contentType: request.headers['content-type'] ?? '',
          facts,
          requestId: request.hubContext.requestId,
          until: request.hubContext.until,
        };
        const { status, answer } = await gate.run(request, () => intake.deliver(file));
        return reply.code(status).type('application/json; charset=utf-8').send(answer);
      },
      errorHandler: (error, request, reply) => {
        const refused = asRefusal(error) ?? asTransportRefusal(error, request.routeOptions.bodyLimit);
        if (!refused) onFault(error, request.hubContext.requestId);
        const code = refused?.extensions['code'];
        const { status } = errorCodes[isErrorCode(code) ? code : 'INTERNAL_SERVER_ERROR'];
        const errors = errorsOf(refused ?? error).map((one) => inLanguage(one, request.hubContext.language));
        // The portals' own member is in the language of the portals, whatever language was asked for.
        const [inVietnamese] = errorsOf(refused ?? error).map((one) => inLanguage(one, 'vi'));
        const resultCode = resultCodeOf(status);
        // Among them when to come again.
        void reply.headers(writeRefusal(refused ?? error).headers);
        // A body that was not read would be in the way of the next request.
        void reply.header('connection', 'close').code(status).type('application/json; charset=utf-8');
        return reply.send({
          maKetQua: resultCode,
          MaKetQua: resultCode,
          thongDiep: inVietnamese?.message,
          errors,
        });
      },
    });
  }
}

/** The codes of today's portal: 401 who is not let in, 1001 too large, 500 what failed; 400 is ours for the rest. */
function resultCodeOf(status: number): string {
  if (status === 401 || status === 403) return '401';
  if (status === 413) return '1001';
  return status >= 500 ? '500' : '400';
}
