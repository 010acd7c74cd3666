import { setTimeout } from 'node:timers/promises';
import { issueDevelopmentToken } from '../../gateway/identity/development/development-issuer.ts';
import { submissionOf, type OutgoingFile } from './hospital.ts';

/** A hub that is busy is asked again, after the seconds that it says but no more than these. */
const mostAttempts = 5;
const longestWait = 10;

/** How long a development token is used, in minutes. */
const tokenMinutes = 30;

/** Sends a file. @returns in a few words what became of it */
export type SendFile = (file: OutgoingFile) => Promise<string>;

interface Answer {
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
  readonly report?: {
    readonly state: string;
    readonly findings?: readonly { readonly rule: string }[];
    readonly papers?: readonly {
      readonly outcome: string;
      readonly findings: readonly { readonly rule: string }[];
    }[];
  };
}

/** Sends files as the clerks of their facilities. @param url the hub, without a path */
export function createSender(url: string): SendFile {
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (organisation: string) =>
    tokens.getOrInsertComputed(organisation, () =>
      issueDevelopmentToken({ persona: 'facility-clerk', organisation, minutes: tokenMinutes }),
    );
  return async (file) => {
    const { body, contentType } = submissionOf(file);
    try {
      for (let attempt = 1; ; attempt++) {
        const response = await fetch(`${url}/intake/${file.path}`, {
          method: 'POST',
          headers: { authorization: `Bearer ${await tokenOf(file.facility)}`, 'content-type': contentType },
          body,
        });
        const answer = (await response.json()) as Answer;
        const wait = Number(response.headers.get('retry-after') ?? 1);
        if (response.status !== 503 || attempt === mostAttempts) return outcomeOf(answer);
        await setTimeout(Math.min(wait, longestWait) * 1_000);
      }
    } catch {
      return 'the hub does not answer';
    }
  };
}

function outcomeOf({ errors = [], report }: Answer): string {
  const papers = report?.papers ?? [];
  const rules = [...(report?.findings ?? []), ...papers.flatMap(({ findings }) => findings)].map(
    ({ rule }) => rule,
  );
  const codes = errors.map(({ extensions }) => extensions.code);
  const outcome = papers[0]?.outcome ?? report?.state ?? 'refused';
  return [outcome.toLowerCase(), ...new Set([...rules, ...codes])].join(' ');
}
