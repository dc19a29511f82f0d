import { type Mention, MENTIONS_MAX, type Participant } from '@watchparty/shared';

/** Somebody and what they are called behind an @. */
export interface NamedPerson {
  userId: string;
  name: string;
}

/** A name that is being written: where its @ stands, and what is there of it. */
export interface MentionDraft {
  start: number;
  query: string;
}

const BEFORE_NAME = /[\s([{"'«„]/u;
const NAME_PART = /[\p{L}\p{M}\p{N}_]/u;
const QUERY = /(?:^|[\s([{"'«„])@([\p{L}\p{M}\p{N}_]{0,32})$/u;

/** The name at the caret, if one is being written there. */
export function mentionAt(text: string, caret: number): MentionDraft | undefined {
  const query = QUERY.exec(text.slice(0, caret))?.[1];
  return query === undefined ? undefined : { start: caret - query.length - 1, query };
}

/** Whom a name that is being written may mean, the likeliest first. */
export function peopleFor(query: string, people: readonly Participant[]): Participant[] {
  const wanted = query.toLocaleLowerCase();
  const rank = ({ firstName, username }: Participant): number => {
    if (firstName.toLocaleLowerCase().startsWith(wanted)) return 0;
    if (username?.toLocaleLowerCase().startsWith(wanted)) return 1;
    return firstName.toLocaleLowerCase().includes(wanted) ? 2 : 3;
  };
  return people
    .filter((person) => rank(person) < 3)
    .sort((a, b) => rank(a) - rank(b) || Number(b.isOnline) - Number(a.isOnline));
}

/**
 * By what names a text may call people: as they were picked, by what Telegram calls them, and by first names that only one
 * of them has.
 */
export function namesOf(picked: readonly NamedPerson[], people: readonly Participant[]): NamedPerson[] {
  const isUnique = ({ firstName }: Participant): boolean =>
    people.filter((other) => other.firstName === firstName).length === 1;
  return [
    ...picked,
    ...people.flatMap(({ userId, username }) => (username === undefined ? [] : [{ userId, name: username }])),
    ...people.filter(isUnique).map(({ userId, firstName }) => ({ userId, name: firstName })),
  ];
}

/** Whom a text names, and where. Of several names that fit the longest counts, of several people the first. */
export function mentionsIn(content: string, names: readonly NamedPerson[]): Mention[] {
  const byLength = names.filter(({ name }) => name !== '').sort((a, b) => b.name.length - a.name.length);
  const mentions: Mention[] = [];
  for (let at = content.indexOf('@'); at >= 0; at = content.indexOf('@', at + 1)) {
    if (at > 0 && !BEFORE_NAME.test(content[at - 1] ?? '')) continue;
    const named = byLength.find(
      ({ name }) => content.startsWith(name, at + 1) && !NAME_PART.test(content.charAt(at + 1 + name.length)),
    );
    if (named) mentions.push({ userId: named.userId, offset: at, length: named.name.length + 1 });
  }
  return mentions.slice(0, MENTIONS_MAX);
}

/** Those whom a message names already, as they are called there. */
export function namedIn(content: string, mentions: readonly Mention[] = []): NamedPerson[] {
  return mentions.map(({ userId, offset, length }) => ({
    userId,
    name: content.slice(offset + 1, offset + length),
  }));
}
