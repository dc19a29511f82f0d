interface VendorScriptOptions<T> {
  /** What the script leaves behind, as soon as it can be used. */
  read: () => T | undefined;
  /** Runs a task later; answers with what cancels it. */
  schedule: (task: () => void, delayMs: number) => () => void;
  document: Document;
}

/** A network that blocks a vendor rather swallows requests than refuses them. Sooner than a player is given up. */
const PATIENCE_MS = 8_000;
/** Some scripts fetch the rest of themselves after they have loaded. */
const LOOK_EVERY_MS = 50;

/**
 * Loads a vendor's script unless the page has it already.
 *
 * @param src as it stands in the vendor's documentation, and in the platform's `sources`
 * @throws Error when it did not load, or left nothing behind, within eight seconds; then another call tries anew
 */
export function loadVendorScript<T>(
  src: string,
  { read, schedule, document }: VendorScriptOptions<T>,
): Promise<T> {
  const present = read();
  if (present !== undefined) return Promise.resolve(present);

  return new Promise((resolve, reject) => {
    const script = scriptOf(src, document);
    let cancelLook = schedule(look, LOOK_EVERY_MS);
    const cancelPatience = schedule(giveUp, PATIENCE_MS);
    script.addEventListener('load', look);
    script.addEventListener('error', fail);

    function end(): void {
      cancelLook();
      cancelPatience();
      script.removeEventListener('load', look);
      script.removeEventListener('error', fail);
    }
    function look(): void {
      cancelLook();
      const made = read();
      if (made === undefined) {
        cancelLook = schedule(look, LOOK_EVERY_MS);
        return;
      }
      end();
      resolve(made);
    }
    function fail(): void {
      end();
      // Somebody's next try is to ask for it again.
      script.remove();
      reject(new Error(`${src} did not load`));
    }
    /** Whoever came later would wait in vain for a script that is not in the page any more. */
    function giveUp(): void {
      script.dispatchEvent(new Event('error'));
    }
  });
}

function scriptOf(src: string, document: Document): HTMLScriptElement {
  const known = [...document.scripts].find((script) => script.getAttribute('src') === src);
  if (known) return known;
  const script = document.createElement('script');
  script.src = src;
  script.async = true;
  document.head.append(script);
  return script;
}
