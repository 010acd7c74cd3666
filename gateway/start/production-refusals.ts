import {
  openKeyFiles,
  plainAddresses,
  weakSecret,
  type NamedValue,
} from '../../subgraphs/kit/settings/production-rules.ts';
import type { GatewayOptions, NameOfSetting } from './gateway-options.ts';
import type { gatewaySettings } from './gateway-settings.ts';

/** What a start has found out beside its options. */
export interface StartFacts {
  /** Whether the supergraph says what is personal, so that the policy of the hub decides. */
  readonly isClassified: boolean;
  /** Where the subgraphs are, by the supergraph. */
  readonly subgraphs: readonly NamedValue[];
  /** Where the file of issuers says that their keys are. */
  readonly issuerKeys: readonly NamedValue[];
  /** Secret of cursors and sessions, as it was read. */
  readonly cursorSecret: string | undefined;
  /** Private keys that other files name. */
  readonly keyFiles: readonly NamedValue[];
}

type Path = keyof typeof gatewaySettings;

/** Everything for which a gateway does not start in production, each with how to mend it. Empty where it may. */
export async function refuseInProduction(
  options: GatewayOptions,
  facts: StartFacts,
  nameOf: NameOfSetting,
): Promise<readonly string[]> {
  const { contextKey, cursors, encryptedHosts, hub, telemetry, tokens } = options;
  const sentTo = [telemetry.traces, telemetry.push].filter((collector) => collector !== undefined);
  const named = (path: Path, value: string | undefined): readonly NamedValue[] =>
    value === undefined ? [] : [{ name: nameOf(path), value }];
  return [
    ...(facts.isClassified ? missingInProduction(options, nameOf) : []),
    ...(!facts.isClassified && options.introspection
      ? [`${nameOf('introspection')} must be off in production: the schema tells what there is to ask for.`]
      : []),
    ...plainAddresses(
      [
        ...facts.subgraphs,
        ...facts.issuerKeys,
        ...sentTo.flatMap(({ setting, url }) => named(setting, url)),
        ...named('tokens.jwks', tokens.jwks),
        ...named('store', hub.store),
        ...named('disclosureLog.place', hub.log.place),
        ...(hub.log.witnesses ?? []).flatMap((address) => named('disclosureLog.witnesses', address)),
        ...senderAddresses(hub.events.senders).flatMap((address) => named('events.senders', address)),
      ],
      encryptedHosts,
    ),
    ...(await openKeyFiles([
      ...named('contextKey', contextKey),
      ...named('disclosureLog.key', hub.log.keyFile),
      ...named('events.key', hub.events.keyFile),
      ...named('cursors.secretFile', cursors.secretFile),
      ...facts.keyFiles,
    ])),
    ...named(
      cursors.secret === undefined ? 'cursors.secretFile' : 'cursors.secret',
      facts.cursorSecret,
    ).flatMap(weakSecret),
  ];
}

/** Of `NAME=ADDRESS,…` the addresses. */
function senderAddresses(senders: string): readonly string[] {
  return senders.split(',').map((pair) => pair.slice(pair.indexOf('=') + 1).trim());
}

/** In production nothing may be in memory alone, and nobody may be trusted whose key is public. */
function missingInProduction(options: GatewayOptions, nameOf: NameOfSetting): readonly string[] {
  const { contextKey, hub, registeredOnly, tokens } = options;
  const conditions: readonly (readonly [boolean, string])[] = [
    [
      hub.developmentIssuer,
      `${nameOf('tokens.developmentIssuer')} is for synthetic people: leave it out in production.`,
    ],
    [
      tokens.jwks === undefined && tokens.issuers === undefined,
      'In production give --issuers, or --jwks (tokens.issuers in the file): nobody is told personal data without a token.',
    ],
    [
      contextKey === undefined,
      'In production give --context-key (contextKey in the file): an agency answers nothing that is not signed.',
    ],
    [
      hub.log.place === undefined || hub.log.place === 'memory:',
      'In production give --log (disclosureLog.place in the file): nothing is disclosed without a record.',
    ],
    [
      hub.log.keyFile === undefined,
      'In production give --log-key (disclosureLog.key in the file): the record is signed.',
    ],
    [
      hub.store === undefined || hub.store === 'memory:',
      'In production give --store (store in the file): emergency accesses must outlive the process.',
    ],
    [
      !registeredOnly,
      `${nameOf('operations.registered')} must be only in production: an operation is reviewed before it is run.`,
    ],
  ];
  return conditions.flatMap(([isWrong, mistake]) => (isWrong ? [mistake] : []));
}
