/** What vite.config.ts puts in place of these when the app is built. */
interface ImportMetaEnv {
  /** The release that the page comes from, such as 1.2.3. */
  readonly APP_VERSION: string;
}
