import enChat from './en/chat.json' with { type: 'json' };
import enCommon from './en/common.json' with { type: 'json' };
import enCreate from './en/create.json' with { type: 'json' };
import enErrors from './en/errors.json' with { type: 'json' };
import enHome from './en/home.json' with { type: 'json' };
import enManual from './en/manual.json' with { type: 'json' };
import enParticipants from './en/participants.json' with { type: 'json' };
import enPlayer from './en/player.json' with { type: 'json' };
import enProfile from './en/profile.json' with { type: 'json' };
import enQueue from './en/queue.json' with { type: 'json' };
import enRoom from './en/room.json' with { type: 'json' };
import enSync from './en/sync.json' with { type: 'json' };
import enVoice from './en/voice.json' with { type: 'json' };
import ruChat from './ru/chat.json' with { type: 'json' };
import ruCommon from './ru/common.json' with { type: 'json' };
import ruCreate from './ru/create.json' with { type: 'json' };
import ruErrors from './ru/errors.json' with { type: 'json' };
import ruHome from './ru/home.json' with { type: 'json' };
import ruManual from './ru/manual.json' with { type: 'json' };
import ruParticipants from './ru/participants.json' with { type: 'json' };
import ruPlayer from './ru/player.json' with { type: 'json' };
import ruProfile from './ru/profile.json' with { type: 'json' };
import ruQueue from './ru/queue.json' with { type: 'json' };
import ruRoom from './ru/room.json' with { type: 'json' };
import ruSync from './ru/sync.json' with { type: 'json' };
import ruVoice from './ru/voice.json' with { type: 'json' };

export const en = {
  common: enCommon,
  errors: enErrors,
  home: enHome,
  create: enCreate,
  profile: enProfile,
  room: enRoom,
  queue: enQueue,
  chat: enChat,
  player: enPlayer,
  manual: enManual,
  participants: enParticipants,
  sync: enSync,
  voice: enVoice,
};

export const ru = {
  common: ruCommon,
  errors: ruErrors,
  home: ruHome,
  create: ruCreate,
  profile: ruProfile,
  room: ruRoom,
  queue: ruQueue,
  chat: ruChat,
  player: ruPlayer,
  manual: ruManual,
  participants: ruParticipants,
  sync: ruSync,
  voice: ruVoice,
};
