const types = ["touchmove", "touchend", "touchcancel"] as const;

/**
 * The events of a finger go to the element that it touched first. That one leaves the page when the card is lifted, because a
 * clone is dragged in its place, and nobody would hear of them any more: the window gets them instead.
 */
export function passTouchesOn(target: EventTarget): void {
  if (!(target instanceof Node)) return;
  const pass = (event: Event) => {
    if (!(event instanceof TouchEvent)) return;
    if (!target.isConnected) {
      const touches = [...event.touches];
      const changedTouches = [...event.changedTouches];
      const copy = new TouchEvent(event.type, { cancelable: true, touches, changedTouches });
      if (!window.dispatchEvent(copy)) event.preventDefault();
    }
    if (event.type !== "touchmove") for (const type of types) target.removeEventListener(type, pass);
  };
  for (const type of types) target.addEventListener(type, pass, { passive: false });
}
