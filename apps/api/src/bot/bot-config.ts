import Joi from 'joi';
import {
  environmentSchema,
  findProductionFaults,
  logSettingsOf,
  readEnvironment,
  validateEnvironment,
  type Config,
  type LogEnvironment,
  type RawEnvironment,
  type ReadFile,
} from '../config.js';

export interface BotConfig {
  telegram: {
    token: string;
    /** Without a trailing slash. */
    apiRoot: string;
  };
  /** What the installation takes for the bot's name, without `@`. */
  username?: string;
  /** What BotFather calls the Mini App, for links that open it from any chat. */
  appName?: string;
  /** Telegram brings the updates here, where it is not asked for them. */
  webhook?: WebhookSettings;
  /** Where the Mini App is, without a trailing slash. */
  publicUrl: string;
  /** Where `/live`, `/ready` and `/metrics` are served. */
  health: { host: string; port: number };
  log: Config['log'];
}

export interface WebhookSettings {
  /** As Telegram reaches it. */
  url: string;
  /** Shows that it is Telegram who calls. */
  secret: string;
  host: string;
  port: number;
}

interface BotEnvironment extends LogEnvironment {
  BOT_TOKEN: string;
  BOT_USERNAME?: string;
  PUBLIC_URL: string;
  BOT_API_ROOT: string;
  BOT_HEALTH_HOST: string;
  BOT_HEALTH_PORT: number;
  APP_NAME?: string;
  BOT_WEBHOOK_URL?: string;
  BOT_WEBHOOK_SECRET?: string;
  BOT_WEBHOOK_HOST: string;
  BOT_WEBHOOK_PORT: number;
}

const known = (name: string): Joi.Schema => environmentSchema.extract(name);

const botEnvironmentSchema = Joi.object<BotEnvironment>({
  NODE_ENV: known('NODE_ENV'),
  BOT_TOKEN: known('BOT_TOKEN'),
  BOT_USERNAME: known('BOT_USERNAME'),
  // The API can guess its own address, from its port; this process knows no port of the API.
  PUBLIC_URL: known('PUBLIC_URL').required(),
  BOT_API_ROOT: known('BOT_API_ROOT'),
  BOT_HEALTH_HOST: Joi.string().empty('').default('127.0.0.1'),
  BOT_HEALTH_PORT: Joi.number().port().empty('').default(9465),
  APP_NAME: known('APP_NAME'),
  BOT_WEBHOOK_URL: Joi.string()
    .uri({ scheme: ['https'] })
    .empty(''),
  // Without one anybody could bring updates. Telegram's own bounds, but for the length below.
  BOT_WEBHOOK_SECRET: Joi.string()
    .pattern(/^[\w-]{32,256}$/)
    .empty('')
    .when('BOT_WEBHOOK_URL', { is: Joi.string().min(1).required(), then: Joi.required() })
    .messages({ 'string.pattern.base': '{{#label}} must have 32 to 256 of A-Z, a-z, 0-9, _ and -' }),
  BOT_WEBHOOK_HOST: Joi.string().empty('').default('127.0.0.1'),
  BOT_WEBHOOK_PORT: Joi.number().port().empty('').default(9466),
  LOG_LEVEL: known('LOG_LEVEL'),
  LOG_FORMAT: known('LOG_FORMAT'),
  LOG_DIR: known('LOG_DIR'),
  LOG_MAX_SIZE: known('LOG_MAX_SIZE'),
  LOG_MAX_AGE: known('LOG_MAX_AGE'),
  LOG_SHIP_URL: known('LOG_SHIP_URL'),
});

/**
 * Turns the environment into the configuration of the bot's process.
 *
 * @throws ConfigError naming every fault, and never the value of a setting
 */
export function readBotConfig(env?: RawEnvironment, readFile?: ReadFile): BotConfig {
  const secrets = readEnvironment(env, readFile);
  const { NODE_ENV, PUBLIC_URL, BOT_TOKEN } = secrets.env;
  const values = validateEnvironment(botEnvironmentSchema, secrets.env, [
    ...secrets.problems,
    // The secrets of others are not this process's concern, even if it was handed them.
    ...(NODE_ENV === 'production' ? findProductionFaults({ PUBLIC_URL, BOT_TOKEN }) : []),
  ]);
  return {
    telegram: { token: values.BOT_TOKEN, apiRoot: values.BOT_API_ROOT.replace(/\/+$/, '') },
    username: values.BOT_USERNAME,
    appName: values.APP_NAME,
    ...(values.BOT_WEBHOOK_URL !== undefined &&
      values.BOT_WEBHOOK_SECRET !== undefined && {
        webhook: {
          url: values.BOT_WEBHOOK_URL,
          secret: values.BOT_WEBHOOK_SECRET,
          host: values.BOT_WEBHOOK_HOST,
          port: values.BOT_WEBHOOK_PORT,
        },
      }),
    publicUrl: values.PUBLIC_URL.replace(/\/+$/, ''),
    health: { host: values.BOT_HEALTH_HOST, port: values.BOT_HEALTH_PORT },
    log: logSettingsOf(values),
  };
}
