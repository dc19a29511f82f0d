import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from '@jest/globals';
import express from 'express';
import { healthRoutes, type HealthOptions } from './health.routes.js';

const WELL: HealthOptions = {
  isDatabaseReady: async () => true,
  isRedisReady: () => true,
  isWebsocketReady: () => true,
  isDraining: () => false,
  version: '1',
  nodeId: 'n1',
  uptime: () => 5,
};

it.each([
  ['ok', 200, {}],
  ['ok', 200, { isRedisReady: undefined }],
  ['degraded', 200, { isRedisReady: () => false }],
  ['draining', 503, { isDraining: () => true }],
  ['draining', 503, { isDraining: () => true, isRedisReady: () => false }],
  ['down', 503, { isDatabaseReady: async () => false }],
  ['down', 503, { isDatabaseReady: () => Promise.reject(new Error('odd')) }],
  ['draining', 503, { isWebsocketReady: () => false, isDraining: () => true }],
  ['down', 503, { isWebsocketReady: () => false }],
] as [string, number, Partial<HealthOptions>][])('is %s with %i', async (status, code, options) => {
  const server = createServer(express().use(healthRoutes({ ...WELL, ...options })));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    const ready = await fetch(`${url}/health`);
    expect([ready.status, await ready.json()]).toMatchObject([
      code,
      { status, version: '1', node: 'n1', uptime: 5 },
    ]);
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
  } finally {
    server.close();
    server.closeAllConnections();
  }
});
