import { answered, gateway, type AlertCase } from './alert-case.ts';

/** Of what a gateway has to do, and of what waits in it. */
export const loadAlerts: readonly AlertCase[] = [
  {
    alert: 'EventLoopLate',
    when: 'one process is late',
    series: {
      'nodejs_eventloop_lag_p99_seconds{instance="g1", job="gateway"}': '0.5x30',
      'nodejs_eventloop_lag_p99_seconds{instance="g2", job="gateway"}': '0.01x30',
    },
    after: '20m',
    fires: ['{instance="g1", job="gateway"}'],
  },
  {
    alert: 'EventLoopLate',
    when: 'it is late for five minutes',
    series: { [gateway('nodejs_eventloop_lag_p99_seconds')]: '0.5x5 0.01x30' },
    after: '12m',
  },
  {
    alert: 'PrimaryLate',
    when: 'it is late',
    series: { [gateway('hub_primary_loop_lag_p99_seconds')]: '0.5x30' },
    after: '10m',
    fires: ['{instance="g1"}'],
  },
  {
    alert: 'PrimaryLate',
    when: 'it is in time',
    series: { [gateway('hub_primary_loop_lag_p99_seconds')]: '0.1x30' },
    after: '10m',
  },
  {
    alert: 'WitnessTakesNoHeads',
    when: 'a head waits for half an hour',
    series: { [gateway('hub_witness_oldest_waiting_seconds', 'witness="w"')]: '0+60x60' },
    after: '35m',
    fires: ['{instance="g1", witness="w"}'],
  },
  {
    alert: 'WitnessTakesNoHeads',
    when: 'none waits',
    series: { [gateway('hub_witness_oldest_waiting_seconds', 'witness="w"')]: '0x60' },
    after: '35m',
  },
  {
    alert: 'ClientsEventsGivenUp',
    when: 'one was',
    series: { [gateway('hub_event_dead_letters', 'queue="relay"')]: '1x30' },
    after: '10m',
    fires: ['{queue="relay"}'],
  },
  {
    alert: 'ClientsEventsGivenUp',
    when: 'none was',
    series: { [gateway('hub_event_dead_letters', 'queue="relay"')]: '0x30' },
    after: '10m',
  },
  {
    alert: 'ClientsEventsWait',
    when: 'one waits for seven hours',
    series: { [gateway('hub_event_oldest_wait_seconds', 'queue="relay"')]: '25200x30' },
    after: '15m',
    fires: ['{queue="relay"}'],
  },
  {
    alert: 'ClientsEventsWait',
    when: 'one waits for an hour',
    series: { [gateway('hub_event_oldest_wait_seconds', 'queue="relay"')]: '3600x30' },
    after: '15m',
  },
  {
    alert: 'RequestsSentAway',
    when: 'one in twenty is',
    series: {
      [gateway('hub_requests_shed_total')]: '0+5x30',
      [answered(200)]: '0+95x30',
      [answered(503)]: '0+5x30',
    },
    after: '20m',
    fires: ['{}'],
  },
  {
    alert: 'RequestsSentAway',
    when: 'none is',
    series: { [gateway('hub_requests_shed_total')]: '7x30', [answered(200)]: '0+95x30' },
    after: '20m',
  },
  {
    alert: 'AgencyIsNotAsked',
    when: 'its circuit is open',
    series: {
      [gateway('hub_subgraph_circuit', 'subgraph="vss"')]: '2x30',
      [gateway('hub_subgraph_circuit', 'subgraph="health"')]: '0x30',
    },
    after: '10m',
    fires: ['{subgraph="vss"}'],
  },
  {
    alert: 'AgencyIsNotAsked',
    when: 'it is tried',
    series: { [gateway('hub_subgraph_circuit', 'subgraph="vss"')]: '1x30' },
    after: '10m',
  },
  {
    alert: 'RightsRequestsOverdue',
    when: 'one is',
    series: { [gateway('hub_rights_requests_overdue', 'agency="vss"')]: '1x60' },
    after: '20m',
    fires: ['{agency="vss"}'],
  },
  {
    alert: 'RightsRequestsOverdue',
    when: 'none is',
    series: { [gateway('hub_rights_requests_overdue', 'agency="vss"')]: '0x60' },
    after: '20m',
  },
  {
    alert: 'BreachNoticeOverdue',
    when: 'one is',
    series: { [gateway('hub_breach_notices_overdue')]: '1x10' },
    after: '2m',
    fires: ['{}'],
  },
  {
    alert: 'BreachNoticeOverdue',
    when: 'none is',
    series: { [gateway('hub_breach_notices_overdue')]: '0x10' },
    after: '2m',
  },
];
