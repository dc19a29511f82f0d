import type { PlayerHandle } from '../player-handle.js';
import { isEnding, stopsShort } from './ending.js';
import type { EngineParts } from './engine-parts.js';
import type { Moving } from './timeline-target.js';

/** What is done with a player at one look, by what the room does. The parts decide; here it is acted on. */
export interface Phases {
  /** The room stands, or waits for its moment. @param position seconds */
  rest(position: number): void;
  /** The film is over in the room. @param endS seconds */
  finish(endS: number): void;
  move(aim: Moving): void;
  /** Goes ahead of the room and stands there until the room arrives. */
  jump(aim: Moving): void;
  start(): void;
}

export function createPhases(player: PlayerHandle, parts: EngineParts): Phases {
  const { tunings, state, adBreak, place, corrector, settling, seeker, starter, pilot } = parts;
  const { resting, resuming, landing, startPlan, answerWait, nextLook } = parts;

  function rest(position: number): void {
    // A start begins a little before its moment.
    if (starter.isUnderWay() || startPlan.hasBegun()) return;
    landing.end();
    if (!player.isPaused()) player.pause();
    if (resting.mustJump(position)) pilot.seekTo(position);
    startPlan.forTimeline();
  }

  function finish(endS: number): void {
    landing.end();
    if (isEnding(player, endS)) return;
    if (!player.isPaused()) player.pause();
    if (state.canSeek() && stopsShort(player, endS)) pilot.seekTo(endS);
  }

  function move(aim: Moving): void {
    if (starter.isBlocked() || starter.isUnderWay() || (player.isPaused() && answerWait.isOn())) return;
    if (landing.isOn()) return land(aim);
    if (player.isPaused()) return resume(aim);
    if (adBreak.isOwed()) return payForAd(aim);
    correct(aim);
  }

  function land(aim: Moving): void {
    const next = landing.decide(aim);
    if (next.type === 'jump') jump(aim);
    else if (next.type === 'start') startPlan.afterS(next.inS);
  }

  function resume(aim: Moving): void {
    switch (resuming.decide(aim)) {
      case 'plan_start':
        return startPlan.forTimeline();
      case 'start':
        return start();
      case 'jump':
        return jump(aim);
      case 'wait':
        return;
    }
  }

  /** The film stood while the room went on: there is nothing to measure first. */
  function payForAd(aim: Moving): void {
    if (!adBreak.isDue()) return;
    adBreak.reset();
    const isFar = Math.abs(aim.position - player.currentTime()) > tunings.steady.seekOnlyBandS;
    if (isFar && state.canSeek()) jump(aim);
  }

  function correct(aim: Moving): void {
    const action = corrector.look(aim, settling.tuning());
    adBreak.look();
    const driftS = corrector.driftS();
    if (driftS !== undefined) starter.learn(driftS / aim.rate);
    if (action.type === 'rate') pilot.changeRate(action);
    if (action.type === 'seek') jump(aim);
    else nextLook.plan(corrector.nextLookAtMs(), settling.isOn() || corrector.isCoarse());
  }

  function jump(aim: Moving): void {
    player.pause();
    const rate = corrector.ownRate(aim.rate);
    player.setRate(rate);
    nextLook.cancel();
    corrector.noteSeek(rate);
    landing.begin();
    pilot.seekTo(seeker.aheadOf(aim.position, aim.rate));
  }

  function start(): void {
    // What was planned was this one, or is overtaken by it.
    startPlan.cancel();
    landing.end();
    settling.start();
    pilot.start(player.hasData() && state.capabilities().time ? place.behindS() : undefined);
  }

  return { rest, finish, move, jump, start };
}
