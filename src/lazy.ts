/** What is loaded when it is first needed: activation is registration and nothing else. */

/** The same promise at every call; a failed load is tried again at the next. */
export function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined;
  return () =>
    (loaded ??= load().catch((error: unknown) => {
      loaded = undefined;
      throw error;
    }));
}

type AsyncMethods<T> = { [K in keyof T]: (...args: never[]) => Promise<unknown> };

/** A port whose adapter is loaded at the first call. All its methods give promises, so no caller can tell. */
export function lazyPort<T extends AsyncMethods<T>>(load: () => Promise<T>): T {
  const adapter = once(load);
  return new Proxy({} as T, {
    get:
      (_target, name) =>
      async (...args: never[]) =>
        (await adapter())[name as keyof T](...args),
  });
}
