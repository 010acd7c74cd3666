import { Counter, type Registry } from 'prom-client';
import type { Answered } from '../federation/answer-operation.ts';

/** What is answered, and what is refused. */
export interface AnswerMetrics {
  answer(purpose: string, answered: Answered): void;
  /** An agency decided by another policy than this gateway, or by a looser classification. */
  decidedOtherwise(answer: { readonly subgraph: string; readonly isUsed: boolean }): void;
  /** @param code of the error with which a known caller was refused, at the door or before anything was answered */
  refusal(code: string): void;
}

/** Counts of answers, of whom they disclosed anything, and of what was denied or refused. */
export function createAnswerMetrics(registry: Registry): AnswerMetrics {
  const registers = [registry];
  const answers = new Counter({
    name: 'hub_answers_total',
    help: 'Operations that were answered or held back, by purpose and by whether anything was refused',
    labelNames: ['kind', 'purpose', 'outcome'],
    registers,
  });
  const subjects = new Counter({
    name: 'hub_disclosed_subjects_total',
    help: 'Data subjects of whom an agency disclosed anything in an answer, by relation; one for each answer',
    labelNames: ['subgraph', 'relation'],
    registers,
  });
  const denials = new Counter({
    name: 'hub_denials_total',
    help: 'Selections that were denied, by reason',
    labelNames: ['reason'],
    registers,
  });
  const otherwise = new Counter({
    name: 'hub_fetches_decided_otherwise_total',
    help: 'Fetches that an agency decided by another policy than this gateway (USED where both allow what was disclosed, or REFUSED), or by a looser classification (REFUSED)',
    labelNames: ['subgraph', 'outcome'],
    registers,
  });
  const refusals = new Counter({
    name: 'hub_refusals_total',
    help: 'Requests that were refused whole, by the code of the error',
    labelNames: ['code'],
    registers,
  });
  return {
    answer(purpose, answered) {
      const { kind, withheld } = answered;
      answers.inc({ kind, purpose, outcome: outcomeOf(answered) });
      for (const { reason = 'DIRECTIVE' } of answered.denials) denials.inc({ reason });
      if (withheld) {
        refusals.inc({ code: String(withheld.extensions['code']) });
        return;
      }
      for (const { subgraph, relation, subjects: disclosed } of answered.disclosures)
        subjects.inc({ subgraph, relation }, disclosed.length);
    },
    decidedOtherwise: ({ subgraph, isUsed }) =>
      otherwise.inc({ subgraph, outcome: isUsed ? 'USED' : 'REFUSED' }),
    refusal: (code) => refusals.inc({ code }),
  };
}

function outcomeOf({ isDryRun, withheld, denials, result }: Answered): string {
  if (isDryRun) return 'DRY_RUN';
  if (withheld) return 'HELD_BACK';
  if (denials.length > 0) return 'REFUSED_IN_PART';
  return result.errors && result.errors.length > 0 ? 'FAILED_IN_PART' : 'ANSWERED';
}
