/** The parts of the window in the order in which F6 visits them, and where the focus goes in each. */
const paneOrder = ['search', 'rail', 'view', 'inspector', 'status'] as const;
type Pane = (typeof paneOrder)[number];

const tabStops = 'input:not([hidden]), button:not([tabindex="-1"]), [tabindex="0"]';
/** A map, a table, or the first control of the view. */
const viewStops = '[role="tabpanel"] [role="application"], [role="tabpanel"] [role="grid"]';

/** From the part that has the focus to the next or previous one that is there. */
export function focusNextPane(step: 1 | -1): void {
  const panes = paneOrder.flatMap((name) => {
    const element = paneElement(name);
    return element === null ? [] : [{ name, element }];
  });
  const at = panes.findIndex(({ element }) => element.contains(document.activeElement));
  const start = at < 0 ? panes.findIndex(({ name }) => name === 'view') - step : at;
  for (let count = 1; count <= panes.length; count += 1) {
    const pane = panes[(start + step * count + panes.length * 2) % panes.length];
    const stop = pane === undefined ? null : firstStop(pane.name, pane.element);
    if (stop === null) continue;
    stop.focus();
    return;
  }
}

/** Puts the focus into the map or table that is shown. */
export function focusView(): void {
  const pane = paneElement('view');
  if (pane === null) return;
  firstStop('view', pane)?.focus();
  // A view whose content is not there yet still has its tab.
  if (isFocusLost()) document.querySelector<HTMLElement>('[role=tab][aria-selected=true]')?.focus();
}

/** Nothing has the focus: what had it is no longer there. */
export function isFocusLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

function paneElement(name: Pane): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-pane="${name}"]`);
}

function firstStop(name: Pane, pane: HTMLElement): HTMLElement | null {
  if (name === 'search') return pane.querySelector<HTMLElement>('input:not([hidden])');
  if (name === 'view') {
    return pane.querySelector<HTMLElement>(viewStops) ?? pane.querySelector<HTMLElement>('[role="tabpanel"]');
  }
  const selectedTab = pane.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]');
  return selectedTab ?? pane.querySelector<HTMLElement>(tabStops);
}
