import { coarse, type AlertCase } from './alert-case.ts';

const unit = (state: string) =>
  `node_systemd_unit_state{name="lien-thong-log-verify.service", state="${state}", instance="m1"}`;
const cronJob = (name: string) => `${name}{namespace="hub", cronjob="hub-log-verify"}`;
const job = (name: string, labels = '') =>
  `${name}{namespace="hub", job_name="hub-log-verify-29"${labels && `, ${labels}`}}`;
const container =
  'container_start_time_seconds{id="c1", container_label_com_docker_compose_service="log-verify"}';
const ofUnit = (state: string) => `{instance="m1", name="lien-thong-log-verify.service", state="${state}"}`;
const ofCronJob = '{cronjob="hub-log-verify", namespace="hub"}';
const ofJob = '{job_name="hub-log-verify-29", namespace="hub"}';

/** Of the job that verifies the log each night: a unit, a CronJob or a container. */
export const jobAlerts: readonly AlertCase[] = [
  {
    alert: 'LogIsNotVerified',
    when: 'the unit has failed',
    series: { [unit('failed')]: '0x10 1x60', [unit('activating')]: '0x70' },
    after: '15m',
    fires: [ofUnit('failed')],
  },
  {
    alert: 'LogIsNotVerified',
    when: 'the unit has been at it for more than a day',
    every: coarse,
    series: { [unit('failed')]: '0x600', [unit('activating')]: '0x2 1x600' },
    after: '30h',
    fires: [ofUnit('activating')],
  },
  {
    alert: 'LogIsNotVerified',
    when: 'the unit runs since an hour, and did last night',
    every: coarse,
    series: { [unit('failed')]: '0x600', [unit('activating')]: '1x12 0x276 1x24' },
    after: '1500m',
  },
  {
    alert: 'LogIsNotVerified',
    when: 'the job of a night has failed',
    series: {
      [job('kube_job_status_start_time')]: '0x600',
      [job('kube_job_failed', 'condition="true"')]: '0x60 1x540',
      [cronJob('kube_cronjob_status_last_successful_time')]: '0x600',
      [cronJob('kube_cronjob_created')]: '0x600',
    },
    after: '2h',
    fires: [ofJob],
  },
  {
    alert: 'LogIsNotVerified',
    when: 'the CronJob has not succeeded for a day and a half',
    every: coarse,
    series: {
      [cronJob('kube_cronjob_status_last_successful_time')]: '0x600',
      [cronJob('kube_cronjob_created')]: '0x600',
    },
    after: '37h',
    fires: [ofCronJob],
  },
  {
    alert: 'LogIsNotVerified',
    when: 'the CronJob has never succeeded',
    every: coarse,
    series: { [cronJob('kube_cronjob_created')]: '0x600' },
    after: '37h',
    fires: [ofCronJob],
  },
  {
    alert: 'LogIsNotVerified',
    when: 'the CronJob succeeds each night, and a job of two nights ago had failed',
    every: coarse,
    series: {
      [job('kube_job_status_start_time')]: '0x600',
      [job('kube_job_failed', 'condition="true"')]: '1x600',
      [cronJob('kube_cronjob_status_last_successful_time')]: '0x288 86400x312',
      [cronJob('kube_cronjob_created')]: '0x600',
    },
    after: '40h',
  },
  {
    alert: 'LogIsNotVerified',
    when: 'the container was started again',
    series: { [container]: '100x60 3700x600' },
    after: '2h',
    fires: ['{container_label_com_docker_compose_service="log-verify", id="c1"}'],
  },
  {
    alert: 'LogIsNotVerified',
    when: 'the container runs on',
    series: { [container]: '100x600' },
    after: '2h',
  },
];
