import { inventory, visibleItems } from '#renderer/store/selectors.ts';
import { useActions, useApp } from '../app-context.tsx';
import { count } from '../format.ts';
import styles from './map.module.css';

/** Over a map that does not show everything: how much it shows, and the way back. */
export function ShownCount() {
  const total = useApp((state) => inventory(state).length);
  const shown = useApp((state) => visibleItems(state).length);
  const spotlight = useApp((state) => state.spotlight);
  const hasSelection = useApp((state) => state.selected !== null);
  const { everythingShown, spotlightAsked, restHidden } = useActions();
  const isLit = spotlight !== 0 && hasSelection;
  if ((shown === total || shown === 0) && !isLit) return null;
  return (
    <div className={styles['chips']}>
      {shown === total || shown === 0 ? null : (
        <p className={styles['chip']} role="status">
          Showing {count(shown)} of {count(total)}
          <button type="button" className={styles['chip-action']} onClick={everythingShown}>
            Show everything
          </button>
        </p>
      )}
      {isLit ? (
        <p className={styles['chip']}>
          {spotlight === 1 ? 'One step' : 'Two steps'} around the selection
          <button type="button" className={styles['chip-action']} onClick={restHidden}>
            Hide the rest
          </button>
          <button type="button" className={styles['chip-action']} onClick={() => spotlightAsked(spotlight)}>
            Off
          </button>
        </p>
      ) : null}
    </div>
  );
}
