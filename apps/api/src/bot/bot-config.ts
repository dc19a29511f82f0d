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
  /** Where the Mini App is, without a trailing slash. */
  publicUrl: string;
  /** Where `/live`, `/ready` and `/metrics` are served. */
  health: { host: string; port: number };
  log: Config['log'];
}

interface BotEnvironment extends LogEnvironment {
  BOT_TOKEN: string;
  BOT_USERNAME?: string;
  PUBLIC_URL: string;
  BOT_API_ROOT: string;
  BOT_HEALTH_HOST: string;
  BOT_HEALTH_PORT: number;
}

const known = (name: string): Joi.Schema => environmentSchema.extract(name);

const botEnvironmentSchema = Joi.object<BotEnvironment>({
  NODE_ENV: known('NODE_ENV'),
  BOT_TOKEN: known('BOT_TOKEN'),
  BOT_USERNAME: known('BOT_USERNAME'),
  // The API can guess its own address, from its port; this process knows no port of the API.
  PUBLIC_URL: known('PUBLIC_URL').required(),
  BOT_API_ROOT: Joi.string()
    .uri({ scheme: ['http', 'https'] })
    .empty('')
    .default('https://api.telegram.org'),
  BOT_HEALTH_HOST: Joi.string().empty('').default('127.0.0.1'),
  BOT_HEALTH_PORT: Joi.number().port().empty('').default(9465),
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
    publicUrl: values.PUBLIC_URL.replace(/\/+$/, ''),
    health: { host: values.BOT_HEALTH_HOST, port: values.BOT_HEALTH_PORT },
    log: logSettingsOf(values),
  };
}
