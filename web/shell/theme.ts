import { useSyncExternalStore } from "react";

export type Theme = "light" | "dark" | "system";

const key = "rowan.theme";
const listeners = new Set<() => void>();
const media = matchMedia("(prefers-color-scheme: dark)");
media.addEventListener("change", apply);
window.addEventListener("storage", (event) => {
  if (event.key === key) apply();
});

function wanted(): Theme {
  const stored = localStorage.getItem(key);
  return stored === "light" || stored === "dark" ? stored : "system";
}

function isDark(): boolean {
  const theme = wanted();
  return theme === "dark" || (theme === "system" && media.matches);
}

function apply() {
  const root = document.documentElement;
  root.classList.toggle("dark", isDark());
  root.classList.toggle("light", !isDark());
  root.style.colorScheme = isDark() ? "dark" : "light";
  for (const listener of listeners) listener();
}

export function setTheme(theme: Theme) {
  localStorage.setItem(key, theme);
  apply();
}

export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, wanted);
}

/** What is shown, if that is left to the system too. */
export function useIsDark(): boolean {
  return useSyncExternalStore(subscribe, isDark);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
