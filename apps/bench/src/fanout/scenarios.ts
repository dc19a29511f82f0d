import type { Act } from './wire.js';

interface ScenarioBase {
  name: string;
  /**
   * How many times as many rounds as the others it has. One with a bar has more: on a machine that is shared, the CPU
   * ratio of single turns went from 0.58 to 2.56, and that of the medians of twenty still from 1.01 to 1.22.
   */
  timesRounds: number;
}

/** Rooms in which something is told all the time. */
export interface DeliveryScenario extends ScenarioBase {
  kind: 'delivery';
  rooms: number;
  peopleInRoom: number;
  act: Act;
  /** In all rooms together. */
  actsPerSecond: number;
}

/** People who come into one room. */
export interface JoinScenario extends ScenarioBase {
  kind: 'join';
  people: number;
  /** How many are on their way at a time. */
  inFlight: number;
}

export type Scenario = DeliveryScenario | JoinScenario;

const roomOf = (peopleInRoom: number, timesRounds = 1): DeliveryScenario => ({
  kind: 'delivery',
  name: `room-${peopleInRoom}`,
  timesRounds,
  rooms: 1,
  peopleInRoom,
  act: 'seek',
  actsPerSecond: 2,
});

export const SCENARIOS: readonly Scenario[] = [
  roomOf(100),
  roomOf(500),
  roomOf(1000, 4),
  roomOf(2000),
  {
    kind: 'delivery',
    name: 'chat-200',
    timesRounds: 4,
    rooms: 1,
    peopleInRoom: 200,
    act: 'chat',
    actsPerSecond: 20,
  },
  {
    kind: 'delivery',
    name: 'rooms-200x5',
    timesRounds: 1,
    rooms: 200,
    peopleInRoom: 5,
    act: 'seek',
    actsPerSecond: 40,
  },
  { kind: 'join', name: 'join-1000', timesRounds: 4, people: 1000, inFlight: 20 },
];
