import type { KeyboardEvent } from "react";

/** The keys of a button that opens a chooser: what is typed on it opens it, and is what one looks for. */
export function opensByTyping(open: (at: HTMLElement, text: string) => void) {
  return (event: KeyboardEvent<HTMLElement>): void => {
    const isText = event.key.length === 1 && event.key !== " ";
    if (!isText || event.metaKey || event.ctrlKey || event.altKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    open(event.currentTarget, event.key);
  };
}
