import type { ApiClient } from '../lib/api-client.js';

/** Every call that a test has not given an answer to fails it, by name. */
export function fakeApi(answers: Partial<ApiClient> = {}): ApiClient {
  const unprepared = (name: string) => () =>
    Promise.reject(new Error(`No answer was prepared for api.${name}()`));
  return {
    signIn: unprepared('signIn'),
    logout: unprepared('logout'),
    me: unprepared('me'),
    deleteMe: unprepared('deleteMe'),
    stats: unprepared('stats'),
    achievements: unprepared('achievements'),
    markAchievementsSeen: unprepared('markAchievementsSeen'),
    settings: unprepared('settings'),
    updateSettings: unprepared('updateSettings'),
    clearWatchHistory: unprepared('clearWatchHistory'),
    watchHistory: unprepared('watchHistory'),
    listRooms: unprepared('listRooms'),
    listParticipants: unprepared('listParticipants'),
    listBans: unprepared('listBans'),
    getRoom: unprepared('getRoom'),
    roomCard: unprepared('roomCard'),
    createRoom: unprepared('createRoom'),
    updateRoom: unprepared('updateRoom'),
    deleteRoom: unprepared('deleteRoom'),
    prepareInvite: unprepared('prepareInvite'),
    reminder: unprepared('reminder'),
    setReminder: unprepared('setReminder'),
    openOffer: unprepared('openOffer'),
    listMessages: unprepared('listMessages'),
    resolveVideo: unprepared('resolveVideo'),
    subtitles: unprepared('subtitles'),
    uploadSubtitles: unprepared('uploadSubtitles'),
    pointSubtitles: unprepared('pointSubtitles'),
    removeSubtitles: unprepared('removeSubtitles'),
    iceServers: unprepared('iceServers'),
    config: unprepared('config'),
    ...answers,
  };
}
