import { SYSTEM_NOTES, type Message } from '@watchparty/shared';
import { describe, expect, it } from '@jest/globals';

import { createI18n } from '../../testing/create-i18n.js';
import { lineOfMessage, lineOfNote } from './system-line.js';

const names: Record<string, string> = { anya: 'Аня', me: 'Боря', vera: 'Вера' };
const context = { youId: 'me', nameOf: (id: string) => names[id] ?? '?', language: 'ru' };

function note(content: string, userId = 'anya'): Message {
  const author = { id: userId, firstName: names[userId] ?? '' };
  return { id: 'm', seq: 1, roomId: 'r', userId, author, content, type: 'system', createdAt: 0 };
}

function deed(content: string, userId: string, targetId: string): Message {
  return { ...note(content, userId), target: { id: targetId, firstName: names[targetId] ?? '' } };
}

function say(line: ReturnType<typeof lineOfMessage>, language: 'ru' | 'en' = 'ru'): string | undefined {
  return line && createI18n(language).t(line.key, { ns: 'chat', ...line.values });
}

function change(reason: 'play' | 'pause' | 'seek' | 'rate', userId = 'anya') {
  return lineOfNote({ id: 'n', userId, reason, position: 724, rate: 1.5, atMs: 0, afterSeq: 0 }, context);
}

describe('system lines', () => {
  it('says who came, who changed the video and who leads, without guessing at anybody’s gender', () => {
    expect(say(lineOfMessage(note('joined'), context))).toBe('Аня теперь здесь');
    expect(say(lineOfMessage(note('video_changed'), context))).toBe('Аня ставит другое видео');
    expect(say(lineOfMessage(note('host_changed'), context))).toBe('Теперь ведёт Аня');
  });

  it('says what was done to the video', () => {
    expect(say(change('pause'))).toBe('Аня ставит на паузу');
    expect(say(change('seek'))).toBe('Аня перематывает на 12:04');
    expect(say(change('rate'))).toBe('Аня ставит скорость 1,5×');
    expect(say(change('pause', 'me'))).toBe('Ты ставишь на паузу');
  });

  it('says what time it was in a live programme', () => {
    const programTime = new Date(2026, 10, 26, 20, 5, 9).getTime();
    const note = {
      id: 'n',
      userId: 'anya',
      reason: 'seek',
      position: 86_400,
      rate: 1,
      atMs: 0,
      afterSeq: 0,
    } as const;
    expect(say(lineOfNote({ ...note, programTime }, context))).toBe('Аня перематывает на 20:05:09');
  });

  it.each(['ru', 'en'] as const)('has words for everything in %s', (language) => {
    const lines = [
      ...SYSTEM_NOTES.flatMap((content) => [
        deed(content, 'anya', 'vera'),
        deed(content, 'me', 'vera'),
        deed(content, 'anya', 'me'),
      ]).map((message) => lineOfMessage(message, context)),
      ...(['play', 'pause', 'seek', 'rate'] as const).flatMap((reason) => [
        change(reason),
        change(reason, 'me'),
      ]),
    ];
    for (const line of lines) expect(say(line, language)).not.toMatch(/^line\.|\{\{/);
    expect(new Set(lines.map((line) => line?.key)).size).toBe(33);
  });

  it('[RM15] says who did what to whom, and to whom it was done', () => {
    expect(say(lineOfMessage(deed('promoted', 'anya', 'vera'), context))).toBe('Аня берёт в помощники: Вера');
    expect(say(lineOfMessage(deed('kicked', 'me', 'vera'), context))).toBe('Ты выводишь из комнаты: Вера');
    expect(say(lineOfMessage(deed('handed_over', 'anya', 'me'), context))).toBe(
      'Аня передаёт комнату: теперь ведёшь ты',
    );
    // Of somebody who has erased themselves there is nothing to say.
    expect(lineOfMessage(note('banned'), context)).toBeUndefined();
  });

  it('stays silent on what it does not know', () => {
    expect(lineOfMessage(note('toString'), context)).toBeUndefined();
    expect(lineOfMessage(note('something_new'), context)).toBeUndefined();
  });
});
