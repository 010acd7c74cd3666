import { answered, gateway, coarse, since, times, type AlertCase } from './alert-case.ts';

const appended = (outcome: string) =>
  gateway('hub_log_append_duration_seconds_count', `outcome="${outcome}"`);
const fetched = (outcome: string) =>
  gateway('hub_fetch_duration_seconds_count', `subgraph="health", outcome="${outcome}"`);
const within = (bound: string) =>
  gateway('http_server_request_duration_seconds_bucket', `http_route="/graphql", le="${bound}"`);
const held = gateway('hub_answers_total', 'kind="query", purpose="P", outcome="HELD_BACK"');
const otherwise = gateway('hub_fetches_decided_otherwise_total', 'subgraph="vss", outcome="USED"');
const disclosed = (relation: string) =>
  gateway('hub_disclosed_subjects_total', `subgraph="vss", relation="${relation}"`);
const refused = (code: string) => gateway('hub_refusals_total', `code="${code}"`);

/** Of what is answered, refused and recorded. */
export const gatewayAlerts: readonly AlertCase[] = [
  {
    alert: 'DisclosuresCannotBeRecorded',
    when: 'the very first entry that fails is the last one that anybody tries to write',
    series: { [appended('FAILED')]: '_x10 1x20', [appended('OK')]: '0+9x10 90x20' },
    after: '13m',
    fires: ['{}'],
  },
  {
    alert: 'DisclosuresCannotBeRecorded',
    when: 'entries fail as they did an hour ago',
    series: { [appended('FAILED')]: '3+1x30' },
    after: '20m',
    fires: ['{}'],
  },
  {
    alert: 'DisclosuresCannotBeRecorded',
    when: 'some failed long ago',
    series: { [appended('FAILED')]: '3x60', [appended('OK')]: '0+9x60' },
    after: '30m',
  },
  {
    alert: 'AgencyDoesNotAnswer',
    when: 'a third of its fetches fail',
    series: { [fetched('OK')]: '0+20x30', [fetched('TIMEOUT')]: '0+10x30' },
    after: '15m',
    fires: ['{subgraph="health"}'],
  },
  {
    alert: 'AgencyDoesNotAnswer',
    when: 'a tenth of its fetches fail',
    series: { [fetched('OK')]: '0+90x30', [fetched('TIMEOUT')]: '0+10x30' },
    after: '15m',
  },
  {
    alert: 'AnswersAreSlow',
    when: 'one in twenty takes longer than five seconds',
    series: {
      [within('2.5')]: '0+95x30',
      [within('5')]: '0+95x30',
      [within('10')]: '0+100x30',
      [within('+Inf')]: '0+100x30',
    },
    after: '20m',
    fires: ['{}'],
  },
  {
    alert: 'AnswersAreSlow',
    when: 'all take less than two and a half seconds',
    series: { [within('2.5')]: '0+100x30', [within('5')]: '0+100x30', [within('+Inf')]: '0+100x30' },
    after: '20m',
  },
  {
    alert: 'FaultsOfTheGateway',
    when: 'one in twenty is answered with 503',
    series: { [answered(200)]: '0+95x30', [answered(503)]: '0+5x30' },
    after: '15m',
    fires: ['{}'],
  },
  {
    alert: 'FaultsOfTheGateway',
    when: 'requests are answered with 200 and 400',
    series: { [answered(200)]: '0+50x30', [answered(400)]: '0+50x30' },
    after: '15m',
  },
  {
    alert: 'AnswersHeldBack',
    when: 'one is held back, the first of its purpose in this process',
    series: { [held]: '_x10 1x30' },
    after: '12m',
    fires: ['{}'],
  },
  {
    alert: 'AnswersHeldBack',
    when: 'one more is held back',
    series: { [held]: '7x30 8x30' },
    after: '35m',
    fires: ['{}'],
  },
  {
    alert: 'AnswersHeldBack',
    when: 'the last one was long ago',
    series: { [held]: '_x10 1x90' },
    after: '60m',
  },
  {
    alert: 'AgencyDecidesByAnotherPolicy',
    when: 'fetches are decided so for half an hour',
    series: { [otherwise]: '0+2x60' },
    after: '40m',
    fires: ['{subgraph="vss"}'],
  },
  {
    alert: 'AgencyDecidesByAnotherPolicy',
    when: 'an upgrade took some minutes',
    series: { [otherwise]: '0+2x5 10x60' },
    after: '40m',
  },
  {
    alert: 'UnusuallyManyPeopleDisclosed',
    when: 'ten times as many as a week ago',
    every: coarse,
    series: { [disclosed('CASE')]: since(times.week / coarse, '0+300', '604800+3000x12') },
    after: `${times.week + 45}m`,
    fires: ['{relation="CASE"}'],
  },
  {
    alert: 'UnusuallyManyPeopleDisclosed',
    when: 'very many by a relation by which nobody was a week ago',
    every: coarse,
    series: {
      [disclosed('CASE')]: since(times.week / coarse, '0+300', '604800+300x12'),
      [disclosed('DUTY')]: since(times.week / coarse, '_', '0+3000x12'),
    },
    after: `${times.week + 45}m`,
    fires: ['{relation="DUTY"}'],
  },
  {
    alert: 'UnusuallyManyPeopleDisclosed',
    when: 'twice as many as a week ago',
    every: coarse,
    series: { [disclosed('CASE')]: since(times.week / coarse, '0+300', '604800+600x12') },
    after: `${times.week + 45}m`,
  },
  {
    alert: 'UnusuallyManyPeopleDisclosed',
    when: 'a hub has begun to serve, and there is no week ago',
    every: coarse,
    series: { [disclosed('CASE')]: '0+3000x12' },
    after: '45m',
  },
  {
    alert: 'RefusalsRise',
    when: 'ten times as many with one code as a day ago',
    series: { [refused('UNAUTHENTICATED')]: since(times.day, '0+60', '86400+600x60') },
    after: `${times.day + 40}m`,
    fires: ['{code="UNAUTHENTICATED"}'],
  },
  {
    alert: 'RefusalsRise',
    when: 'very many with a code with which nobody was refused a day ago',
    series: {
      [answered(200)]: `0+60x${times.day + 60}`,
      [refused('CLIENT_UNKNOWN')]: since(times.day, '_', '0+600x60'),
    },
    after: `${times.day + 40}m`,
    fires: ['{code="CLIENT_UNKNOWN"}'],
  },
  {
    alert: 'RefusalsRise',
    when: 'as many as a day ago',
    series: { [refused('UNAUTHENTICATED')]: `0+600x${times.day + 60}` },
    after: `${times.day + 40}m`,
  },
];
