import path from 'node:path';
import express, { type RequestHandler, Router } from 'express';

const ONE_YEAR_S = 31_536_000;
const ONE_DAY_S = 86_400;

/**
 * The built Mini App, for installations without nginx: hashed assets for good, index.html never from a cache, and
 * index.html for every page of the app.
 */
export function staticWeb(root: string): Router {
  const router = Router();
  router.use(
    '/assets',
    express.static(path.join(root, 'assets'), { immutable: true, maxAge: ONE_YEAR_S * 1000 }),
  );
  router.use('/samples', express.static(path.join(root, 'samples'), { maxAge: ONE_DAY_S * 1000 }));
  router.use(express.static(root, { index: false, maxAge: ONE_DAY_S * 1000 }));
  router.get(/^(?!\/(?:api|assets|samples|socket\.io)(?:\/|$)).*/i, pageOf(root));
  return router;
}

function pageOf(root: string): RequestHandler {
  return (req, res, next) => {
    if (!req.accepts('html')) {
      next();
      return;
    }
    res.set('Cache-Control', 'no-cache');
    res.sendFile('index.html', { root, cacheControl: false });
  };
}
