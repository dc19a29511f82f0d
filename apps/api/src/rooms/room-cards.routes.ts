import { Router } from 'express';
import Joi from 'joi';
import { uuid } from '../platform/validation/schemas.js';
import { validate } from '../platform/validation/validate.js';
import type { RoomCards } from './room-cards.js';
import { type PreviewLinks, roomPreviewPage } from './room-preview.js';

const paramsSchema = Joi.object<{ id: string }>({ id: uuid().required() });

/** For whoever has a link and no session. */
export function roomCardsRoutes({ cards, links }: { cards: RoomCards; links: PreviewLinks }): Router {
  const router = Router();

  router.get('/rooms/:id/card', async (req, res) => {
    const { id } = validate(paramsSchema, req.params);
    res.json(await cards.read(id));
  });

  router.get('/rooms/:id/preview', async (req, res) => {
    const { id } = validate(paramsSchema, req.params);
    const page = roomPreviewPage(await cards.read(id), links);
    res.set('Vary', 'User-Agent').type('html').send(page);
  });

  return router;
}
