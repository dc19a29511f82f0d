// Old syntax only: this file is read by the Node that is too old for all others.

/** The oldest Node that the workspace's `engines` allows. */
const MINIMUM = [20, 19];

/**
 * @param {string} version of Node, such as '18.20.4'
 * @returns {string} what to tell the person, or '' when this version will do
 */
export function complainAboutNode(version) {
  const numbers = version.split('.').map(Number);
  const isNewEnough = numbers[0] > MINIMUM[0] || (numbers[0] === MINIMUM[0] && numbers[1] >= MINIMUM[1]);
  return isNewEnough
    ? ''
    : 'WatchParty needs Node ' +
        MINIMUM.join('.') +
        ' or newer, and this is Node ' +
        version +
        '. Get a newer one from https://nodejs.org and try again.';
}
