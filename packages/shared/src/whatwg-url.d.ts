/**
 * The one global beyond the language that the shared rules use. Browsers and Node both have it; declaring just
 * this keeps everything else of the DOM and of Node out of reach here.
 */
interface URLSearchParams {
  get(name: string): string | null;
}

declare class URL {
  constructor(input: string, base?: string);
  readonly href: string;
  readonly origin: string;
  readonly protocol: string;
  readonly username: string;
  readonly password: string;
  readonly host: string;
  readonly hostname: string;
  readonly pathname: string;
  readonly search: string;
  readonly searchParams: URLSearchParams;
  readonly hash: string;
}
