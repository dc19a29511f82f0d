/** Lets what is the same in many answers become JSON once for all of them. */
export interface SharedJson {
  /** @param value must not change any more. @returns itself */
  share<T extends object>(value: T): T;
  /** JSON of an object one of whose fields is shared; undefined of any other. */
  textOf(value: object): string | undefined;
}

export function createSharedJson(): SharedJson {
  /** Undefined until somebody has been told. */
  const texts = new WeakMap<object, string | undefined>();

  const isShared = (value: unknown): value is object =>
    typeof value === 'object' && value !== null && texts.has(value);

  const textOfShared = (value: object): string => {
    const known = texts.get(value);
    if (known !== undefined) return known;
    const text = JSON.stringify(value);
    texts.set(value, text);
    return text;
  };

  return {
    share(value) {
      if (!texts.has(value)) texts.set(value, undefined);
      return value;
    },

    textOf(value) {
      if (!Object.values(value).some(isShared)) return undefined;
      const fields = Object.entries(value).flatMap(([name, field]: [string, unknown]) => {
        const text = isShared(field) ? textOfShared(field) : (JSON.stringify(field) as string | undefined);
        // As JSON.stringify does: there is no JSON of what is not there.
        return text === undefined ? [] : [`${JSON.stringify(name)}:${text}`];
      });
      return `{${fields.join(',')}}`;
    },
  };
}
