/**
 * The database's address as the API reads it: `DATABASE_URL` or the file that `DATABASE_URL_FILE` names, with
 * `DATABASE_PASSWORD`, or its file, put in where the address has none.
 *
 * @param {Record<string, string | undefined>} env
 * @param {(file: string) => string} readFile
 * @returns {string | undefined}
 */
export function databaseUrlOf(env, readFile) {
  const setting = (/** @type {string} */ name) => {
    const file = env[`${name}_FILE`];
    return file ? readFile(file).replace(/\r?\n$/, '') : env[name];
  };
  const address = setting('DATABASE_URL');
  const password = setting('DATABASE_PASSWORD');
  if (!address || !password || !URL.canParse(address)) return address || undefined;
  const url = new URL(address);
  if (url.password === '') url.password = encodeURIComponent(password);
  return url.href;
}
