// Docker's health check in an image without curl: whether a server's event loop still answers.
//   node scripts/healthcheck.mjs <url>
const TIMEOUT_MS = 4_000;

const url = process.argv[2] ?? 'http://127.0.0.1:3000/api/health/live';
try {
  const { status } = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  process.exitCode = status < 500 ? 0 : 1;
} catch {
  process.exitCode = 1;
}
