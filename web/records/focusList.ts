/** After what had the focus is gone, the list has it: the grid, or a card of the board. */
export function focusList(): void {
  requestAnimationFrame(() =>
    setTimeout(() => {
      if (document.activeElement === document.body)
        document.querySelector<HTMLElement>("[role=grid], [data-rfd-draggable-id]")?.focus({ preventScroll: true });
    }),
  );
}
