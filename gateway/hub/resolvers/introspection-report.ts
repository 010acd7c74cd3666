import type { GraphQLResolveInfo } from 'graphql';
import { GraphQLError } from 'graphql';
import { errorCodes } from '../../../schema/error-codes.ts';
import { makeReport } from '../../report/make-report.ts';
import { readUsage } from '../../report/read-usage.ts';
import { firstDayCounted, reproducingCommand } from '../../report/reproducing-command.ts';
import { writeReport, type ReportFormat } from '../../report/render/write-report.ts';
import type { ReportLanguage } from '../../report/render/words.ts';
import { isHubOfficer, knownCaller, type HubScope } from '../hub-scope.ts';
import { seesLog } from '../log-sight.ts';

interface ReportArguments {
  readonly asOf?: Temporal.PlainDate | null;
  readonly client?: string | null;
  readonly purpose?: string | null;
  readonly format: 'MARKDOWN' | 'CSV' | 'JSON' | 'HTML';
  readonly language: 'VI' | 'EN';
}

const formats = { MARKDOWN: 'md', CSV: 'csv', JSON: 'json', HTML: 'html' } as const satisfies Record<
  ReportArguments['format'],
  ReportFormat
>;

const languages = { VI: 'vi', EN: 'en' } as const satisfies Record<
  ReportArguments['language'],
  ReportLanguage
>;

/** What `npm run report` prints, for the hub's own officers. Null for a client or purpose that is not known. */
export async function introspectionReport(
  _root: unknown,
  asked: ReportArguments,
  scope: HubScope,
  info: GraphQLResolveInfo,
) {
  const { policy, graph, kept } = scope;
  const { day } = knownCaller(scope);
  if (!isHubOfficer(scope) || !seesLog('DUTY', scope)) {
    scope.report.denied(info);
    return null;
  }
  scope.report.disclosed(info, 'DUTY', []);
  if (!kept) {
    throw new GraphQLError(errorCodes.LOG_UNAVAILABLE.en, { extensions: { code: 'LOG_UNAVAILABLE' } });
  }
  const asOf = asked.asOf?.toString() ?? day;
  const [client, purpose] = [asked.client ?? undefined, asked.purpose ?? undefined];
  const clients = scope.clients();
  const isUnknown =
    (client !== undefined && !clients.has(client)) ||
    (purpose !== undefined && !policy.purposes.has(purpose));
  if (isUnknown) return null;
  const [format, lang] = [formats[asked.format], languages[asked.language]];
  const wish = { asOf, from: firstDayCounted(asOf), client, purpose, format, lang };
  const usage = await readUsage(await kept.segments(), { from: wish.from, to: asOf });
  const facilities = await scope.caller.delays?.({ from: wish.from, to: asOf });
  const command = reproducingCommand({ ...wish, promptness: facilities && 'Health' }, usage.heads);
  const report = makeReport({ policy, clients, graph: graph(), usage, facilities }, { ...wish, command });
  const text = writeReport(report, format, lang);
  return { ...report.about, text, signature: await kept.sign(text) };
}
