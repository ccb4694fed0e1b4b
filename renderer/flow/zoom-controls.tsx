export type ZoomWish = 'fit' | 'zoom-in' | 'zoom-out' | 'actual-size';

/** Fit, closer, further, 100 %. */
export function ZoomControls({ onWish }: { readonly onWish: (wish: ZoomWish) => void }) {
  return (
    <div className="flow-controls" role="toolbar" aria-label="Zoom">
      <Control label="Zoom in" onPress={() => onWish('zoom-in')} d="M8 3V13M3 8L13 8" />
      <Control label="Zoom out" onPress={() => onWish('zoom-out')} d="M3 8L13 8" />
      <Control
        label="Fit the whole diagram"
        onPress={() => onWish('fit')}
        d="M3 6L3 3L6 3M10 3L13 3L13 6M13 10L13 13L10 13M6 13L3 13L3 10"
      />
      <button
        type="button"
        className="flow-control"
        aria-label="1:1, actual size"
        title="Actual size, 100 %"
        onClick={() => onWish('actual-size')}
      >
        1:1
      </button>
    </div>
  );
}

function Control({ label, d, onPress }: { readonly label: string; readonly d: string; readonly onPress: () => void }) {
  return (
    <button type="button" className="flow-control" aria-label={label} title={label} onClick={onPress}>
      <svg width="16" height="16" aria-hidden="true">
        <path d={d} fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
      </svg>
    </button>
  );
}
