import { useSyncExternalStore } from "react";

const listeners = new Set<() => void>();
const parsed = new Map<string, { text: string | null; value: unknown }>();

/** A small choice that this browser remembers: widths, what is folded. Reads as `fallback` when absent or not of its kind. */
export function useStored<Value extends string | number | boolean | readonly unknown[] | Record<string, unknown>>(
  key: string,
  fallback: Value,
  isValid: (value: unknown) => value is Value,
): [Value, (value: Value) => void] {
  const value = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => read(key),
  );
  return [isValid(value) ? value : fallback, (next) => write(key, next)];
}

export const isNumber = (value: unknown): value is number => typeof value === "number";
export const isBoolean = (value: unknown): value is boolean => typeof value === "boolean";
export const isStrings = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === "string");

function read(key: string): unknown {
  const text = localStorage.getItem(`rowan.${key}`);
  const known = parsed.get(key);
  if (known && known.text === text) return known.value;
  let value: unknown;
  try {
    value = text === null ? undefined : JSON.parse(text);
  } catch {
    value = undefined;
  }
  parsed.set(key, { text, value });
  return value;
}

function write(key: string, value: unknown) {
  localStorage.setItem(`rowan.${key}`, JSON.stringify(value));
  for (const listener of listeners) listener();
}
export const isString = (value: unknown): value is string => typeof value === "string";
