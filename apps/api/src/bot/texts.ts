import type { ErrorCode, Language } from '@watchparty/shared';

export interface Texts {
  /** Of Telegram's list of commands. */
  commands: { start: string; party: string; help: string; privacy: string };
  /** On the button beside the input. */
  menu: string;
  start: string;
  help: string;
  privacy: string;
  open: string;
  openRoom: string;
  openProfile: string;
  /** What somebody gets to read who gives a command without a link. */
  partyUsage: string;
  /** Of a room. */
  card: {
    host: (name: string) => string;
    /** @param count above 0 */
    people: (count: number) => string;
    invite: string;
    inviteText: (name: string) => string;
  };
  /** @param timeZone by whose clock a time is read */
  badTime: (timeZone: string) => string;
  reminder: {
    /** On buttons. */
    remind: string;
    quiet: string;
    isOn: string;
    isOff: string;
    tooLate: string;
    soon: (name: string, when: string) => string;
    start: (name: string, when: string) => string;
  };
  /** Of what somebody is offered who types the bot's name in a chat. */
  inline: {
    room: (hostName: string, people: number) => string;
    start: string;
    /** Under the name of the video. */
    offered: string;
  };
  failed: (error: { code: ErrorCode; retryAfter?: number }) => string;
}

/** What is said of an error; of others, `otherwise`. */
type FailureTexts = Partial<Record<ErrorCode, string>> & { otherwise: string };

const SECONDS_A_MINUTE = 60;
const minutesOf = (seconds: number): number => Math.max(1, Math.ceil(seconds / SECONDS_A_MINUTE));

/** Whole minutes: nobody waits with a watch in the hand. */
function failureText(
  texts: FailureTexts,
  limited: (minutes: number) => string,
): (error: { code: ErrorCode; retryAfter?: number }) => string {
  return ({ code, retryAfter }) =>
    code === 'rate_limited' ? limited(minutesOf(retryAfter ?? 0)) : (texts[code] ?? texts.otherwise);
}

function pluralOf(language: Language, forms: Partial<Record<Intl.LDMLPluralRule, string>>) {
  const rules = new Intl.PluralRules(language);
  return (count: number): string => `${count} ${forms[rules.select(count)] ?? forms.other ?? ''}`;
}

const RU = {
  people: pluralOf('ru', { one: 'человек', few: 'человека', many: 'человек', other: 'человека' }),
  minutes: pluralOf('ru', { one: 'минуту', few: 'минуты', many: 'минут', other: 'минуты' }),
};
const EN = {
  people: pluralOf('en', { one: 'person', other: 'people' }),
  minutes: pluralOf('en', { one: 'minute', other: 'minutes' }),
};

export const TEXTS: Record<Language, Texts> = {
  ru: {
    commands: {
      start: 'Смотреть вместе',
      party: 'Комната по ссылке на видео',
      help: 'Как это работает',
      privacy: 'Что мы храним и как это удалить',
    },
    menu: 'Смотреть',
    start:
      'Смотри видео вместе с друзьями: один кадр у всех, чат и голос рядом. Создай комнату и позови своих.',
    help:
      '1. Открой приложение кнопкой под этим сообщением.\n' +
      '2. Создай комнату: нужна только ссылка на видео.\n' +
      '3. Отправь приглашение друзьям. Играть и перематывать у всех будет одновременно.\n\n' +
      'Ещё быстрее: /party и ссылка на видео, прямо в этом чате.\n\n' +
      'Команды: /start, /party, /help, /privacy',
    privacy:
      'Мы храним имя, имя пользователя, фото и язык из Telegram, твои комнаты, сообщения в них и время у экрана. ' +
      'Это нужно, чтобы смотреть вместе, и больше ни для чего. Мы ничего не продаём.\n\n' +
      'Переписку с тобой этот бот не хранит; ссылку из чата — пока по ней не начали смотреть, и не дольше 30 дней.\n\n' +
      'Удалить всё о тебе можно в профиле: «Удалить мои данные».',
    open: 'Открыть WatchParty',
    openRoom: 'Войти в комнату',
    openProfile: 'Открыть профиль',
    partyUsage:
      'Пришли ссылку на видео вместе с командой, а если смотреть позже — и время:\n/party https://…\n' +
      '/party https://… завтра 20:30',
    card: {
      host: (name) => `Хост: ${name}`,
      people: (count) => `В комнате ${RU.people(count)}`,
      invite: 'Позвать друзей',
      inviteText: (name) => `Смотрим вместе: ${name}`,
    },
    badTime: (timeZone) =>
      `Не понимаю, когда начать. Напиши время после ссылки: 21:00, завтра 20:30, пт 19:00 или 05.12 21:00. ` +
      `Часовой пояс: ${timeZone}; он берётся из приложения.`,
    reminder: {
      remind: 'Напомнить',
      quiet: 'Не напоминать',
      isOn: 'Напомню за 15 минут и в начале.',
      isOff: 'Больше не напомню.',
      tooLate: 'Здесь уже ничего не запланировано.',
      soon: (name, when) => `Скоро начинаем: ${name}\n🗓 ${when}`,
      start: (name) => `Начинаем: ${name}`,
    },
    inline: {
      room: (hostName, people) => (people > 0 ? `${hostName} · ${RU.people(people)}` : hostName),
      start: 'Начать вечеринку',
      offered: 'Смотрим вместе, кадр в кадр',
    },
    failed: failureText(
      {
        unsupported_video:
          'Это видео мы не откроем. Пришли ссылку на YouTube, VK Видео, Rutube или на сам файл, с https в начале.',
        room_not_found: 'Этой комнаты больше нет. Можно собрать новую.',
        banned: 'Тебе закрыли доступ к WatchParty.',
        otherwise: 'Сейчас не получилось. Попробуй ещё раз чуть позже.',
      },
      (minutes) => `Слишком часто. Попробуй снова через ${RU.minutes(minutes)}.`,
    ),
  },
  en: {
    commands: {
      start: 'Watch together',
      party: 'A room from a link to a video',
      help: 'How it works',
      privacy: 'What we keep, and how to delete it',
    },
    menu: 'Watch',
    start:
      'Watch videos together with friends: the same frame for everybody, with chat and voice beside it. ' +
      'Create a room and invite them.',
    help:
      '1. Open the app with the button below this message.\n' +
      '2. Create a room: all it takes is a link to a video.\n' +
      '3. Send the invitation to your friends. Playing and seeking happen for everybody at once.\n\n' +
      'Faster still: /party and a link to a video, right in this chat.\n\n' +
      'Commands: /start, /party, /help, /privacy',
    privacy:
      'We keep your name, username, photo and language from Telegram, your rooms, your messages in them and your time ' +
      'at the screen. It is there for watching together, and for nothing else. We sell nothing.\n\n' +
      'This bot does not keep what you write to it; a link that you offer in a chat only until somebody begins to watch ' +
      'it, and for 30 days at most.\n\n' +
      'You can delete everything about you in your profile: "Delete my data".',
    open: 'Open WatchParty',
    openRoom: 'Join the room',
    openProfile: 'Open the profile',
    partyUsage:
      'Send a link to a video along with the command, and a time if it is for later:\n/party https://…\n' +
      '/party https://… tomorrow 20:30',
    card: {
      host: (name) => `Host: ${name}`,
      people: (count) => `${EN.people(count)} in the room`,
      invite: 'Invite friends',
      inviteText: (name) => `Watch together: ${name}`,
    },
    badTime: (timeZone) =>
      'That is no time to begin. Write it after the link: 21:00, tomorrow 20:30, fri 19:00 or 05.12 21:00. ' +
      `Time zone: ${timeZone}, as the app has told.`,
    reminder: {
      remind: 'Remind me',
      quiet: 'Do not remind me',
      isOn: 'You will hear 15 minutes before, and at the start.',
      isOff: 'No more reminders of this one.',
      tooLate: 'Nothing is planned here any more.',
      soon: (name, when) => `Starting soon: ${name}\n🗓 ${when}`,
      start: (name) => `Starting now: ${name}`,
    },
    inline: {
      room: (hostName, people) => (people > 0 ? `${hostName} · ${EN.people(people)}` : hostName),
      start: 'Start a party',
      offered: 'Let us watch together, frame by frame',
    },
    failed: failureText(
      {
        unsupported_video:
          'This video cannot be opened here. Send a link to YouTube, VK Video, Rutube or to the file itself, with https in front.',
        room_not_found: 'This room is gone. You can make a new one.',
        banned: 'You may not use WatchParty any more.',
        otherwise: 'That did not work just now. Try again a little later.',
      },
      (minutes) => `Too often. Try again in ${EN.minutes(minutes)}.`,
    ),
  },
};
