/**
 * An entry of the audit log as a sentence. An audit action is written once for each language: `[halt|halted]` is its
 * form as a request and as a result, `{}` its subject, and what stands in `< … >` is left out where that is not known.
 */
import type { AuditEntry } from '../exchange/audit';
import { DIRECTIONS, type Language, type Messages } from '../language/messages';
import { en } from './audit-actions/en';
import { fa } from './audit-actions/fa';
import { zh } from './audit-actions/zh';
import { inDigits } from '../money/numerals';
import type { AdminWords } from './words';

export type AuditAction = keyof typeof en;
export type AuditActions = Readonly<Record<AuditAction, string>>;

export const AUDIT_ACTIONS: Readonly<Record<Language, AuditActions>> = { en, fa, zh };

export type Ending = 'done' | 'refused' | 'begun' | 'unknown';

export interface Sentence {
  readonly sentence: string;
  readonly ending: Ending;
}

export interface Speaker {
  readonly language: Language;
  readonly words: AdminWords;
  readonly messages: Messages;
  /** E-mail addresses by user number. */
  readonly people?: ReadonlyMap<string, string>;
}

const NO_PEOPLE: ReadonlyMap<string, string> = new Map();

export function sentenceOf(entry: AuditEntry, { language, words, messages, people = NO_PEOPLE }: Speaker): Sentence {
  const ending = endingOf(entry.outcome);
  const who = whoOf(entry.actor, words, people);
  const action = auditActionOf(entry.action);
  // A value that a newer exchange knows and this page does not is shown as on the wire.
  const text = action === null ? `${entry.action} ${entry.subject}` : AUDIT_ACTIONS[language][action];
  const subject = action === null ? '' : within(subjectOf(entry.subject, action, people), language);
  const act = action === null ? text : squeezed(unmarked(text, subject, ending === 'done'));
  switch (ending) {
    case 'done':
      return { sentence: words.auditDone(who, act), ending };
    case 'begun':
      return { sentence: words.auditBegun(who, act), ending };
    case 'unknown':
      return { sentence: words.auditUnknown(who, act), ending };
    case 'refused':
      return { sentence: words.auditRefused(who, act, whyOf(entry.outcome, messages)), ending };
  }
}

/** The name of an audit action, for a filter. */
export const titleOf = (action: string): string => squeezed(unmarked(action, '', false));

/** The user that a text means: a number is a user's. */
export const actorOf = (text: string): string => (/^\d+$/.test(text) ? `user ${text}` : text);

function endingOf(outcome: string): Ending {
  if (/^(2\d\d|done|accepted|removed|tampered with)$/.test(outcome)) {
    return 'done';
  }
  if (outcome === 'begun') {
    return 'begun';
  }
  return /^[45]\d\d /.test(outcome) && !outcome.startsWith('504') ? 'refused' : 'unknown';
}

/** "403 forbidden" in words. */
function whyOf(outcome: string, messages: Messages): string {
  const code = outcome.replace(/^\d+ /, '');
  const problems: Readonly<Record<string, string>> = messages.problems;
  return problems[code] ?? code;
}

function whoOf(actor: string, words: AdminWords, people: ReadonlyMap<string, string>): string {
  const [, kind, name] = /^(user|operator) (.+)$/.exec(actor) ?? [];
  switch (kind ?? actor) {
    case 'user':
      return personOf(name ?? '', words, people) ?? words.userNumber(name ?? '');
    case 'operator':
      return words.operator(name ?? '');
    case 'anonymous':
      return words.somebody;
    case 'system':
      return words.exchangeItself;
    default:
      return actor;
  }
}

/** A user by address and number; null where the address is not known. */
function personOf(id: string, words: AdminWords, people: ReadonlyMap<string, string>): string | null {
  const email = people.get(id);
  return email === undefined ? null : words.person(email, id);
}

function subjectOf(subject: string, action: AuditAction, people: ReadonlyMap<string, string>): string {
  const name = bare(subject, action);
  const isUser = subject.startsWith('user ') || action.includes('/users/{id}');
  const email = isUser ? people.get(name) : undefined;
  return email === undefined ? name : `${name} (${email})`;
}

const isAuditAction = (action: string): action is AuditAction => action in en;

/** An operator's action carries figures behind its name. */
function auditActionOf(action: string): AuditAction | null {
  const [named = ''] = action.split('=');
  return isAuditAction(named) ? named : null;
}

/** Names of markets are read from the left, whatever stands around them; numbers are in the language's digits. */
const within = (subject: string, language: Language): string =>
  subject === '' || DIRECTIONS[language] === 'ltr'
    ? subject
    : `\u2068${subject.replace(/(?<=^| )\d+(?= |$)/g, inDigits)}\u2069`;

function unmarked(text: string, subject: string, isDone: boolean): string {
  return text
    .replace(/\[([^|\]]*)\|([^\]]*)\]/g, (_, wished: string, done: string) => (isDone ? done : wished))
    .replace(/<([^>]*)>/g, (_, known: string) => (subject === '' ? '' : known))
    .replace('{}', () => subject);
}

/** Turns "market BTC-USDT" into "BTC-USDT", since the action names the kind; a path into the part that its pattern names. */
function bare(subject: string, action: AuditAction): string {
  if (!subject.startsWith('/')) {
    return subject.replace(/^(user|market|asset|tenant|session|role request|view|account|API key)(?: |$)/, '');
  }
  const pattern = (action.split(' ')[1] ?? '').split('/');
  const at = pattern.findIndex((part) => part.startsWith('{'));
  return at < 0 ? '' : (subject.split('/')[at] ?? '');
}

const squeezed = (text: string): string => text.replace(/\s+/g, ' ').trim();
