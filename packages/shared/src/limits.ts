/** Bounds that both sides know. Lengths are UTF-16 code units, as `String.length` and HTML's `maxlength` count. */
export const ROOM_NAME_MAX_LENGTH = 100;
export const ROOM_PASSWORD_MIN_LENGTH = 1;
/** bcrypt reads 72 bytes and ignores the rest, so a longer password would promise more than it keeps. */
export const ROOM_PASSWORD_MAX_BYTES = 72;
export const ROOM_MAX_PARTICIPANTS_LIMIT = 2500;
export const ROOM_MAX_PARTICIPANTS_DEFAULT = 50;

export const MESSAGE_MAX_LENGTH = 2000;
export const EMOJI_MESSAGE_MAX_COUNT = 8;
export const CLIENT_ID_MAX_LENGTH = 64;
export const MESSAGE_PAGE_SIZE = 50;
export const MESSAGE_PAGE_MAX_SIZE = 100;
/** Of the latest, for whoever comes into a room: three screens of a phone. Older ones come as somebody scrolls. */
export const JOIN_MESSAGES = 30;
/** Changes of messages that are told at once to whoever missed them. */
export const MESSAGE_CHANGE_PAGE_SIZE = 100;
/** Of a message, in what answers it. */
export const QUOTE_MAX_LENGTH = 120;
export const MENTIONS_MAX = 20;
/** How often somebody tells that they are still writing. */
export const TYPING_EVERY_MS = 3_000;
/** How long that is believed: longer, or names would come and go. */
export const TYPING_SHOWN_MS = 5_000;
/** How often somebody tells that they are still behind the room. */
export const LAG_EVERY_MS = 3_000;
/** How long that is believed. */
export const LAG_SHOWN_MS = 5_000;
/** Longest film, in seconds, as far as lagging behind is concerned: a day. */
export const LAG_MAX_S = 86_400;
/** Different emoji at one message. */
export const REACTION_KINDS_MAX = 12;
/** The longest single emoji, a family with skin tones, has some 25 code units. */
export const REACTION_MAX_LENGTH = 32;
/** Of those who feel the same so many are named. */
export const REACTION_NAMES_MAX = 50;

/** Longest time for which somebody is muted, in seconds: a week. Without a time it lasts until it is lifted. */
export const MUTE_MAX_S = 604_800;
export const ROOM_BAN_PAGE_SIZE = 50;
export const ROOM_BAN_PAGE_MAX_SIZE = 100;

export const PARTICIPANT_PAGE_SIZE = 50;
export const PARTICIPANT_PAGE_MAX_SIZE = 100;

export const ROOM_PAGE_SIZE = 20;
export const ROOM_PAGE_MAX_SIZE = 50;
export const SEARCH_MAX_LENGTH = 100;

export const QUEUE_MAX_ITEMS = 100;
/** Items that somebody who may not control the video has waiting at once. */
export const QUEUE_MAX_ITEMS_PER_PERSON = 20;
/** Links in one go: with this many of usual length the payload stays well below `PAYLOAD_MAX_BYTES`. */
export const QUEUE_ADD_MAX = 50;

/** Videos that are remembered of a person. */
export const HISTORY_MAX_ITEMS = 200;
export const HISTORY_PAGE_SIZE = 20;
export const HISTORY_PAGE_MAX_SIZE = 50;
/** Seconds that somebody has to have watched for it to be remembered. */
export const HISTORY_MIN_WATCHED_S = 30;

/** Of those who watched a video with somebody, how many their history names. */
export const HISTORY_MAX_FACES = 4;
/** Minutes that a clock may be behind or ahead of UTC. */
export const UTC_OFFSET_MIN = -720;
export const UTC_OFFSET_MAX = 840;

export const URL_MAX_LENGTH = 2048;
export const VIDEO_TITLE_MAX_LENGTH = 200;
/** Most videos that one link may bring. */
export const PLAYLIST_MAX_ITEMS = 200;
/** initData is a few hundred bytes; Telegram bounds start_param at 512 and names at 64 each. */
export const INIT_DATA_MAX_LENGTH = 8192;
/** How far ahead a party may be planned. */
export const START_MAX_AHEAD_MS = 366 * 86_400_000;
/** How long before the start people are reminded. */
export const REMIND_AHEAD_MS = 15 * 60_000;
/** The longest IANA name has 32. */
export const TIME_ZONE_MAX_LENGTH = 64;

export const PLAYBACK_RATE_MIN = 0.25;
export const PLAYBACK_RATE_MAX = 2;
/** Longest position or duration that the timeline takes: a week of programme, in seconds. */
export const POSITION_MAX_S = 604_800;
/** Where a live programme starts on the room's timeline, in seconds: there is a day to go back and six to go on. */
export const LIVE_START_S = 86_400;
/** Latest that a programme's clock may show, in epoch milliseconds: the end of the year 9999. */
export const PROGRAM_TIME_MAX_MS = 253_402_300_799_999;

/** Of a file of subtitles, and of what is kept of it. A long film's are some 100 KiB. */
export const SUBTITLES_MAX_BYTES = 512 * 1024;
/** Some five hours of talk without a pause. */
export const SUBTITLES_MAX_CUES = 10_000;
/** Characters as written in the file, tags included: more than anybody reads at once. */
export const SUBTITLE_CUE_MAX_LENGTH = 1_000;
export const SUBTITLES_LABEL_MAX_LENGTH = 100;

/** How long a start is counted down, 3-2-1, in milliseconds, beyond the word's way to everybody. */
export const COUNTDOWN_MS = 3_000;

/** How often a client tells how well it keeps time, at most. */
export const SYNC_REPORT_EVERY_MS = 30_000;
/** Longest round trip, or error of the clock, that a client tells of. */
export const SYNC_REPORT_MAX_MS = 60_000;
/** Farthest that a player may be from its room in what a client tells. */
export const SYNC_REPORT_DRIFT_MAX_MS = 600_000;

/** How often a client tells how well voice comes through, at most. */
export const VOICE_REPORT_EVERY_MS = 30_000;
/** Most connections that a report counts of a kind. */
export const VOICE_REPORT_MAX_COUNT = 1_000;
/** Longest that a report says anybody waited for a first sound, or that sound was unsteady by. */
export const VOICE_REPORT_MAX_MS = 600_000;

/** Largest JSON payload of one event or request body. */
export const PAYLOAD_MAX_BYTES = 16 * 1024;
