/**
 * What the law leaves open, or what could not be read in its text: how it is answered until an authority answers it.
 * An assessment that would be another one under another answer names the question.
 */
export const openQuestions = {
  ROUNDING: {
    answer: 'HALF_UP_ON_THE_LINE',
    question: 'How an amount becomes whole đồng. No statute says it; here a line is rounded once, half up.',
  },
  EXACT_HALF_DAY: {
    answer: 'HALF_A_DAY',
    question:
      'Whether exactly half a day is half a day or one: Art 45(5) prices the half day and calls "from half a day" a day.',
  },
  WEEKLY_REST: {
    answer: 'SUN',
    question:
      'Which day of the week is free when the employer has not said: Labour Code Art 111 asks for one.',
  },
  AGENCY_WEEKLY_REST: {
    answer: 'SAT,SUN',
    question: 'Which days are no working days of a term when no calendar is given.',
  },
  ARMED_FORCES_DAYS: {
    answer: 'WORKING',
    question:
      'Whether the days of Art 43(3) are working or calendar days: the divisor of 24 is that of working days.',
  },
  YEARLY_QUOTA_OF_LONG_TERM: {
    answer: 'EVERY_YEAR_ANEW',
    question:
      'Whether a long-term disease that lasts into a new year is paid at the full rate again from 1 January.',
  },
  DAY_60: {
    answer: 'BIRTH_IS_DAY_0',
    question:
      'Whether a father who begins on the 60th day after the birth is within the 60 days of Art 53(3).',
  },
  SECOND_CHILD_TRANSITION: {
    answer: 'BY_THE_BIRTH',
    question:
      'Whether a leave that was running on 1 Jul 2026 becomes longer: here the day of the birth decides.',
  },
  SECOND_BIRTH_MULTIPLE: {
    answer: 'THE_LONGER_OF_BOTH',
    question:
      'Whether the longer leave for a second child and that for a multiple birth add up: here they do not.',
  },
  SINGLE_STILLBIRTH_LUMP_SUM: {
    answer: 'NOT_PAID',
    question: 'Whether the lump sum is paid when the only child is stillborn from 22 weeks on.',
  },
  ADOPTION_END: {
    answer: 'DAY_BEFORE_6_MONTHS',
    question: 'Whether the day on which the child reaches six months is a day of the leave.',
  },
  COMMISSIONED_LUMP_SUM: {
    answer: 'WHEN_THE_SURROGATE_HAS_NONE',
    question:
      'Whether the commissioning mother has the lump sum: here, when the surrogate mother has no right to it.',
  },
  EARLY_RETURN_UNDER_4_MONTHS: {
    answer: 'MONTHS_TAKEN',
    question:
      'What is paid to who returns before four months of leave, which Labour Code Art 139(4) does not allow.',
  },
  CHILD_DEATH: {
    answer: 'WHOLE_LEAVE',
    question:
      'Whether the leave is shorter when the child dies after the birth: no such rule was found in Art 53.',
  },
  MOTHERS_REMAINING_LEAVE: {
    answer: 'AVERAGE_OF_WHO_CLAIMS',
    question: "Whose average is paid to who takes the mother's remaining leave under Art 53(5)-(7).",
  },
} as const;

export type OpenQuestion = keyof typeof openQuestions;
