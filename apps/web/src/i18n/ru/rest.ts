import achievements from './achievements.json' with { type: 'json' };
import chat from './chat.json' with { type: 'json' };
import create from './create.json' with { type: 'json' };
import manual from './manual.json' with { type: 'json' };
import participants from './participants.json' with { type: 'json' };
import player from './player.json' with { type: 'json' };
import profile from './profile.json' with { type: 'json' };
import queue from './queue.json' with { type: 'json' };
import room from './room.json' with { type: 'json' };
import sync from './sync.json' with { type: 'json' };

/** What all other pages say. */
export const ruRest = {
  create,
  profile,
  room,
  queue,
  chat,
  player,
  manual,
  participants,
  sync,
  achievements,
};
