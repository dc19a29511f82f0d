/** Only so that a path of our own can be read. */
const SOME_ORIGIN = 'https://own.invalid';

/** What to call a video that nobody knows a title of: its file's name, else the site it is on. */
export function videoName({ title, url }: { title?: string; url: string }): string {
  if (title !== undefined && title.trim() !== '') return title;
  try {
    const { hostname, pathname, origin } = new URL(url, SOME_ORIGIN);
    const file = pathname.split('/').at(-1) ?? '';
    if (file.includes('.') || origin === SOME_ORIGIN) return decodeURIComponent(file);
    return hostname.replace(/^www\./, '') || url;
  } catch {
    return url;
  }
}
