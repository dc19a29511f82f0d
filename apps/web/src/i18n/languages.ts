// One list for the Mini App and the bot: who starts in one of them meets the same language in the other.
export { isLanguage, languageOf, LANGUAGES, type Language } from '@watchparty/shared';
