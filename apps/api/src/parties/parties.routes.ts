import type { OpenOfferResponse } from '@watchparty/shared';
import { Router, type RequestHandler } from 'express';
import Joi from 'joi';
import { uuid } from '../platform/validation/schemas.js';
import { validate } from '../platform/validation/validate.js';
import type { PartiesService } from './parties.service.js';

const paramsSchema = Joi.object<{ id: string }>({ id: uuid().required() });

export function partiesRoutes({
  parties,
  guard,
}: {
  parties: Pick<PartiesService, 'open'>;
  guard: RequestHandler;
}): Router {
  const router = Router();
  // Whoever has the link may: it is in the chat that the party was offered in, and nobody guesses it.
  router.post('/offers/:id', guard, async (req, res) => {
    const { id } = validate(paramsSchema, req.params);
    const room = await parties.open(id);
    res.json({ roomId: room.id } satisfies OpenOfferResponse);
  });
  return router;
}
