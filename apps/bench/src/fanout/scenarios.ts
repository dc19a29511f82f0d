import type { Act } from './wire.js';

/** Rooms in which something is told all the time. */
export interface DeliveryScenario {
  kind: 'delivery';
  name: string;
  rooms: number;
  peopleInRoom: number;
  act: Act;
  /** In all rooms together. */
  actsPerSecond: number;
}

/** People who come into one room. */
export interface JoinScenario {
  kind: 'join';
  name: string;
  people: number;
  /** How many are on their way at a time. */
  inFlight: number;
}

export type Scenario = DeliveryScenario | JoinScenario;

const roomOf = (peopleInRoom: number): DeliveryScenario => ({
  kind: 'delivery',
  name: `room-${peopleInRoom}`,
  rooms: 1,
  peopleInRoom,
  act: 'seek',
  actsPerSecond: 2,
});

export const SCENARIOS: readonly Scenario[] = [
  roomOf(100),
  roomOf(500),
  roomOf(1000),
  roomOf(2000),
  { kind: 'delivery', name: 'chat-200', rooms: 1, peopleInRoom: 200, act: 'chat', actsPerSecond: 20 },
  { kind: 'delivery', name: 'rooms-200x5', rooms: 200, peopleInRoom: 5, act: 'seek', actsPerSecond: 40 },
  { kind: 'join', name: 'join-1000', people: 1000, inFlight: 20 },
];
