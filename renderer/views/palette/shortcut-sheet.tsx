import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { ScrollArea } from '#renderer/ui/scroll-area.tsx';
import { groupBy } from '#shared/base/sort.ts';
import { useActions, useApp } from '../app-context.tsx';
import { modifier } from '../shell/keys.ts';
import { commands } from './commands.ts';
import { mapKeys } from './map-keys.ts';
import styles from './palette.module.css';

/** Every key, by what it is for. */
export function ShortcutSheet() {
  const isOpen = useApp((state) => state.dialog === 'shortcuts');
  const { dialogClosed, dialogOpened } = useActions();
  const groups = groupBy(
    commands.filter((command) => command.keys !== undefined),
    (command) => command.group,
  );
  return (
    <Dialog
      title="Keyboard shortcuts"
      isOpen={isOpen}
      onClose={dialogClosed}
      actions={<Button onPress={() => dialogOpened('tour')}>How to read the map</Button>}
    >
      <ScrollArea label="Shortcuts">
        <div className={styles['sheet']}>
          {[...groups].map(([group, own]) => (
            <section key={group}>
              <h3 className={styles['group']}>{group}</h3>
              <dl>
                {own.map((command) => (
                  <div key={command.id} className={styles['key-row']}>
                    <dt>{command.title}</dt>
                    <dd>
                      <kbd>{command.keys}</kbd>
                    </dd>
                  </div>
                ))}
                {group === 'Window' ? (
                  <div className={styles['key-row']}>
                    <dt>Command palette</dt>
                    <dd>
                      <kbd>{modifier()} K</kbd>
                    </dd>
                  </div>
                ) : null}
              </dl>
            </section>
          ))}
          <section>
            <h3 className={styles['group']}>While the map has the focus</h3>
            <dl>
              {mapKeys.map(({ keys, title }) => (
                <div key={keys} className={styles['key-row']}>
                  <dt>{title}</dt>
                  <dd>
                    <kbd>{keys}</kbd>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        </div>
      </ScrollArea>
    </Dialog>
  );
}
