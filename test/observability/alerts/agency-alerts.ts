import { coarse, since, times, type AlertCase } from './alert-case.ts';

const found = (rule: string) => `intake_findings_total{instance="h1", rule="${rule}"}`;
const late = 'intake_late_papers_total{kind="DISCHARGE_PAPER"}';
const arrived = 'intake_upload_delay_seconds_count{kind="DISCHARGE_PAPER"}';

/** Of the processes of agencies. */
export const agencyAlerts: readonly AlertCase[] = [
  {
    alert: 'SealsAreNotMade',
    when: 'very many wait',
    series: { 'agency_seals_waiting{instance="h1"}': '150x30' },
    after: '15m',
    fires: ['{instance="h1"}'],
  },
  {
    alert: 'SealsAreNotMade',
    when: 'some wait',
    series: { 'agency_seals_waiting{instance="h1"}': '50x30' },
    after: '15m',
  },
  {
    alert: 'EventsGivenUp',
    when: 'one was',
    series: { 'agency_event_dead_letters{instance="j1", queue="outbox"}': '1x30' },
    after: '10m',
    fires: ['{instance="j1", queue="outbox"}'],
  },
  {
    alert: 'EventsGivenUp',
    when: 'none was',
    series: { 'agency_event_dead_letters{instance="j1", queue="outbox"}': '0x30' },
    after: '10m',
  },
  {
    alert: 'EventsWait',
    when: 'one waits for twenty minutes',
    series: { 'agency_event_oldest_wait_seconds{job="justice", instance="j1", queue="outbox"}': '1200x30' },
    after: '15m',
    fires: ['{job="justice", queue="outbox"}'],
  },
  {
    alert: 'EventsWait',
    when: 'one waits for a minute',
    series: { 'agency_event_oldest_wait_seconds{job="justice", instance="j1", queue="outbox"}': '60x30' },
    after: '15m',
  },
  {
    alert: 'FilesRefused',
    when: 'ten times as many as a week ago',
    every: coarse,
    series: { [found('TAG_MISSING')]: since(times.week / coarse, '0+30', '60480+300x18') },
    after: `${times.week + 80}m`,
    fires: ['{rule="TAG_MISSING"}'],
  },
  {
    alert: 'FilesRefused',
    when: 'very many break a rule that nobody broke a week ago',
    every: coarse,
    series: {
      'intake_requests_total{instance="h1", outcome="ACCEPTED"}': `0+300x${times.week / coarse + 18}`,
      [found('DATE_ORDER')]: since(times.week / coarse, '_', '0+300x18'),
    },
    after: `${times.week + 80}m`,
    fires: ['{rule="DATE_ORDER"}'],
  },
  {
    alert: 'FilesRefused',
    when: 'as many as a week ago',
    every: coarse,
    series: { [found('TAG_MISSING')]: `0+300x${times.week / coarse + 18}` },
    after: `${times.week + 80}m`,
  },
  {
    alert: 'PapersComeLate',
    when: 'a third of a day’s papers did',
    series: { [late]: `0+1x${times.day}`, [arrived]: `0+3x${times.day}` },
    after: '12h',
    fires: ['{kind="DISCHARGE_PAPER"}'],
  },
  {
    alert: 'PapersComeLate',
    when: 'a tenth of a day’s papers did',
    series: { [late]: `0+1x${times.day}`, [arrived]: `0+10x${times.day}` },
    after: '12h',
  },
];
