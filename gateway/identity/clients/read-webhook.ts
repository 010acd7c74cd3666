import { readMapping, readText, readTexts, type Fields, type Form } from '../fields.ts';
import type { Agreement, Webhook } from './client.ts';

const eventType: Form = {
  pattern: /^[a-z]{2,20}(\.[a-z][a-z-]{0,39}){0,2}\.([a-z][a-z-]{0,39}|\*)$/,
  description: 'a type of event such as justice.birth.registered or justice.birth.*',
};

const onThisMachine = ['127.0.0.1', '[::1]', 'localhost'];

/**
 * Reads where a client hears of events. The address is part of the reviewed file; what it leads to is looked at again when
 * something is sent (`gateway/webhooks/`).
 */
export function readWebhook(fields: Fields, { providers }: Agreement): Webhook | undefined {
  const webhook = readMapping(fields, 'webhook', ['url', 'events']);
  if (webhook === undefined) return undefined;
  const url = readText(webhook, 'url');
  if (url !== '' && !isUsable(url))
    webhook.report(
      'webhook.url',
      'must be https://HOST/PATH without a user; plain http stays on this machine.',
    );
  const events = readTexts(webhook, 'events', eventType);
  if (events.length === 0) webhook.report('webhook.events', 'must name at least one type of event.');
  for (const type of events) {
    if (!providers.some((agency) => type.startsWith(`${agency}.`)))
      webhook.report(
        'webhook.events',
        `${type} is of an agency that the agreement does not name: take it out.`,
      );
  }
  return { url, events };
}

function isUsable(text: string): boolean {
  const url = URL.parse(text);
  if (!url || url.username !== '' || url.password !== '' || url.hash !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && onThisMachine.includes(url.hostname));
}
