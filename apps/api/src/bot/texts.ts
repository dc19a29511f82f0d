import type { Language } from '@watchparty/shared';

export interface Texts {
  /** Of Telegram's list of commands. */
  commands: { start: string; help: string; privacy: string };
  /** On the button beside the input. */
  menu: string;
  start: string;
  invited: string;
  help: string;
  privacy: string;
  open: string;
  openRoom: string;
  openProfile: string;
}

export const TEXTS: Record<Language, Texts> = {
  ru: {
    commands: {
      start: 'Смотреть вместе',
      help: 'Как это работает',
      privacy: 'Что мы храним и как это удалить',
    },
    menu: 'Смотреть',
    start:
      'Смотри видео вместе с друзьями: один кадр у всех, чат и голос рядом. Создай комнату и позови своих.',
    invited: 'Тебя зовут смотреть вместе. Комната откроется здесь, в Telegram.',
    help:
      '1. Открой приложение кнопкой под этим сообщением.\n' +
      '2. Создай комнату: нужна только ссылка на видео.\n' +
      '3. Отправь приглашение друзьям. Играть и перематывать у всех будет одновременно.\n\n' +
      'Команды: /start, /help, /privacy',
    privacy:
      'Мы храним имя, имя пользователя, фото и язык из Telegram, твои комнаты, сообщения в них и время у экрана. ' +
      'Это нужно, чтобы смотреть вместе, и больше ни для чего. Мы ничего не продаём.\n\n' +
      'Этот бот переписку с тобой не хранит.\n\n' +
      'Удалить всё о тебе можно в профиле: «Удалить мои данные».',
    open: 'Открыть WatchParty',
    openRoom: 'Войти в комнату',
    openProfile: 'Открыть профиль',
  },
  en: {
    commands: {
      start: 'Watch together',
      help: 'How it works',
      privacy: 'What we keep, and how to delete it',
    },
    menu: 'Watch',
    start:
      'Watch videos together with friends: the same frame for everybody, with chat and voice beside it. ' +
      'Create a room and invite them.',
    invited: 'You are invited to watch together. The room opens right here in Telegram.',
    help:
      '1. Open the app with the button below this message.\n' +
      '2. Create a room: all it takes is a link to a video.\n' +
      '3. Send the invitation to your friends. Playing and seeking happen for everybody at once.\n\n' +
      'Commands: /start, /help, /privacy',
    privacy:
      'We keep your name, username, photo and language from Telegram, your rooms, your messages in them and your time ' +
      'at the screen. It is there for watching together, and for nothing else. We sell nothing.\n\n' +
      'This bot does not keep what you write to it.\n\n' +
      'You can delete everything about you in your profile: "Delete my data".',
    open: 'Open WatchParty',
    openRoom: 'Join the room',
    openProfile: 'Open the profile',
  },
};
