import {
  SUBTITLES_LABEL_MAX_LENGTH,
  SUBTITLES_MAX_BYTES,
  type SubtitlesByAddress,
  type SubtitlesDescription,
  type SubtitlesResponse,
} from '@watchparty/shared';
import express, { Router, type RequestHandler } from 'express';
import Joi from 'joi';
import { sessionOf } from '../platform/http/session-locals.js';
import { link, text, trimmedText, uuid } from '../platform/validation/schemas.js';
import { validate } from '../platform/validation/validate.js';
import type { SubtitlesService } from './subtitles.service.js';

const roomParamsSchema = Joi.object<{ id: string }>({ id: uuid().required() });
const textParamsSchema = Joi.object<{ id: string; subtitlesId: string }>({
  id: uuid().required(),
  subtitlesId: uuid().required(),
});

/** BCP 47, of which the longest that anybody registered has 35 characters. */
const LANGUAGE = /^[a-z]{2,3}(?:-[a-z\d]{1,8})*$/i;
const description = {
  videoUrl: link().required(),
  label: trimmedText(1, SUBTITLES_LABEL_MAX_LENGTH).required(),
  language: text().max(35).pattern(LANGUAGE),
};
const descriptionSchema = Joi.object<SubtitlesDescription>(description);
const addressSchema = Joi.object<SubtitlesByAddress>({ ...description, url: link().required() }).required();

/** What files of subtitles go by; the text is read the same, whatever they are called. */
const FILE_TYPES = ['text/vtt', 'text/plain', 'application/x-subrip'];

/** Nobody's answer but this person's, and it never becomes another one. */
const KEPT_BY_BROWSERS = 'private, max-age=86400, immutable';

export function subtitlesRoutes({
  subtitles,
  guard,
}: {
  subtitles: SubtitlesService;
  guard: RequestHandler;
}): Router {
  const router = Router();
  // After the guard: half a megabyte of strangers is not read.
  const readFile = express.raw({ limit: SUBTITLES_MAX_BYTES, type: FILE_TYPES });

  router.put('/rooms/:id/subtitles', guard, readFile, async (req, res) => {
    const { id } = validate(roomParamsSchema, req.params);
    const userId = sessionOf(res).user.id;
    const body: unknown = req.body;
    const playback = Buffer.isBuffer(body)
      ? await subtitles.upload(id, userId, {
          bytes: body,
          description: validate(descriptionSchema, req.query, { convert: true }),
        })
      : await subtitles.point(id, userId, validate(addressSchema, body));
    res.json({ playback } satisfies SubtitlesResponse);
  });

  router.delete('/rooms/:id/subtitles', guard, async (req, res) => {
    const { id } = validate(roomParamsSchema, req.params);
    const playback = await subtitles.remove(id, sessionOf(res).user.id);
    res.json({ playback } satisfies SubtitlesResponse);
  });

  router.get('/rooms/:id/subtitles/:subtitlesId', guard, async (req, res) => {
    const { id, subtitlesId } = validate(textParamsSchema, req.params);
    const content = await subtitles.content(id, sessionOf(res).user.id, subtitlesId);
    res.set('Cache-Control', KEPT_BY_BROWSERS).type('text/vtt').send(content);
  });

  return router;
}
