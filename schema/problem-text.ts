/** What is wrong with something and what to do, in both languages, after the name of that thing. No value is in it. */
export interface ProblemText {
  readonly en: string;
  readonly vi: string;
}
