import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { iceServersFor } from './ice-servers.js';

const NOW = 1_800_000_000_500;

describe('ice servers', () => {
  it('are none where none are set', () => {
    expect(iceServersFor('anna', { stunUrls: [], turnUrls: [] }, NOW)).toEqual({
      iceServers: [],
      expiresAt: 1_800_021_600_000,
    });
  });

  it('[VO3] carry what coturn computes for itself', () => {
    const { iceServers, expiresAt } = iceServersFor(
      'anna',
      { stunUrls: ['stun:s.example'], turnUrls: ['turn:t.example'], turnSecret: 'secret' },
      NOW,
    );
    const username = '1800021600:anna';
    expect(expiresAt).toBe(1_800_021_600_000);
    expect(iceServers).toEqual([
      { urls: ['stun:s.example'] },
      {
        urls: ['turn:t.example'],
        username,
        credential: createHmac('sha1', 'secret').update(username).digest('base64'),
      },
    ]);
  });

  it('[VO3] say where everything has to be relayed', () => {
    const options = { stunUrls: [], turnUrls: ['turn:t.example'], turnSecret: 'secret' };
    expect(iceServersFor('anna', { ...options, isRelayOnly: true }, NOW).isRelayOnly).toBe(true);
    expect(iceServersFor('anna', options, NOW)).not.toHaveProperty('isRelayOnly');
  });

  it('a relay without a secret is not offered', () => {
    expect(iceServersFor('anna', { stunUrls: [], turnUrls: ['turn:t.example'] }, NOW).iceServers).toEqual([]);
  });
});
