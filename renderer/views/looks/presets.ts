/** Searches that are worth a click: each leaves only what it is about. */
export interface Preset {
  readonly id: string;
  readonly label: string;
  readonly query: string;
}

export const presets: readonly Preset[] = [
  { id: 'waiting', label: 'Waiting for acceptance', query: 'state:pendingacceptance' },
  { id: 'failing', label: 'Rejected or failed', query: 'state:rejected,failed,expired' },
  { id: 'single', label: 'Single zone', query: 'verdict:single-zone' },
  { id: 'dark', label: 'Broken or dark', query: 'verdict:broken,zone-dark,not-connected' },
  { id: 'serious', label: 'Critical and high', query: 'severity:critical,high' },
  { id: 'nat', label: 'NAT gateways', query: 'type:nat' },
];
