import type { agencySettings } from './agency-settings.ts';
import type { PushSettings } from './metrics/push-settings.ts';
import { openKeyFiles, plainAddresses, weakSecret, type NamedValue } from './settings/production-rules.ts';
import type { GivenSettings } from './settings/read-settings.ts';

type Given = GivenSettings<typeof agencySettings>;

/** Everything for which an agency does not start in production, each with how to mend it. Empty where it may. */
export async function refuseInProduction(
  { values, nameOf }: Given,
  cursorSecret: string | undefined,
  push: PushSettings | undefined,
): Promise<readonly string[]> {
  const named = (
    path: keyof Given['values'],
    ...texts: readonly (string | undefined)[]
  ): readonly NamedValue[] =>
    texts.flatMap((value) => (value === undefined ? [] : [{ name: nameOf(path), value }]));
  const senders = values['events.senders'].map((pair) => pair.slice(pair.indexOf('=') + 1));
  const keySources = values.sealKeySources.map((pair) => pair.slice(pair.indexOf('=') + 1));
  const secret = values['cursors.secret'] === undefined ? 'cursors.secretFile' : 'cursors.secret';
  return [
    ...(values.store === 'memory:'
      ? [`${nameOf('store')} must not be memory: in production, where data outlive the process.`]
      : []),
    ...plainAddresses(
      [
        ...named('store', values.store),
        ...named('context.keys', values['context.keys']),
        ...named('events.senders', ...senders),
        ...named('sealKeySources', ...keySources),
        ...(push ? [{ name: nameOf(push.setting), value: push.url }] : []),
      ],
      values['network.encryptedHosts'],
    ),
    ...(await openKeyFiles([
      ...named('cursors.secretFile', values['cursors.secretFile']),
      ...named('sealKeys', values.sealKeys),
      ...named('sealModule.pinFile', values['sealModule.pinFile']),
      ...named('events.key', values['events.key']),
    ])),
    ...named(secret, cursorSecret).flatMap(weakSecret),
  ];
}
