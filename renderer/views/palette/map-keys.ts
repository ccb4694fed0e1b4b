/** What the keys do while the map has the focus; `renderer/flow/keys.ts` obeys them. */
export const mapKeys: readonly { readonly keys: string; readonly title: string }[] = [
  { keys: 'Arrows', title: 'Walk to the box beside' },
  { keys: 'Shift Down', title: 'Go into a box' },
  { keys: 'Shift Up', title: 'Go out of a box' },
  { keys: 'Shift Right', title: 'Follow a connection' },
  { keys: 'Shift Left', title: 'Follow it back' },
  { keys: 'Home', title: 'First of its neighbours' },
  { keys: 'End', title: 'Last of its neighbours' },
  { keys: '+', title: 'Unfold the box you stand on, else zoom in' },
  { keys: '-', title: 'Fold the box around, else zoom out' },
  { keys: 'Space', title: 'Select' },
  { keys: 'Enter', title: 'Select; a VPC opens in its own view' },
];
