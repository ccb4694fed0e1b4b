import { useMemo } from 'react';
import { isRunning, type ScanState } from '#renderer/store/scan-slice.ts';
import { classNames } from '#renderer/ui/class-names.ts';
import { Notice, ProgressBar } from '#renderer/ui/state-views.tsx';
import { StatusGlyph } from '#renderer/ui/status-glyph.tsx';
import { spacedAccount } from '#shared/analysis/topology/unread.ts';
import { problemText } from '#shared/base/outcome.ts';
import { useApp } from '../app-context.tsx';
import { count, duration, plural } from '../format.ts';
import { failureGroups, gridOf, type PlaceCell, type ScanGrid } from './scan-matrix-cells.ts';
import grounds from '#renderer/ui/tone-ground.module.css';
import styles from './scan.module.css';

const phases: Readonly<Record<ScanState['phase'], string>> = {
  starting: 'Starting: signing in and finding Regions',
  reading: 'Reading',
  cancelling: 'Cancelling: finishing the calls that are under way',
  done: 'Done',
  cancelled: 'Cancelled; what was read is on the map',
  failed: 'Failed',
};

/** How far the scan is, account by Region. */
export function ScanMatrix({ scan }: { readonly scan: ScanState }) {
  const grid = useMemo(() => gridOf(scan), [scan]);
  const problem = useApp((state) => state.scanProblem);
  return (
    <div className={styles['run']}>
      <Progress scan={scan} />
      {scan.problem === null ? null : <Notice tone="bad">{problemText(scan.problem)}</Notice>}
      {problem === null ? null : <Notice tone="bad">{problemText(problem)}</Notice>}
      {grid.accounts.length === 0 ? (
        <p className={styles['waiting']}>{isRunning(scan) ? 'Waiting for the first answers\u2026' : 'Nothing was read.'}</p>
      ) : (
        <Matrix grid={grid} />
      )}
      <Reasons grid={grid} />
    </div>
  );
}

function Progress({ scan }: { readonly scan: ScanState }) {
  return (
    <div>
      <div className={styles['progress-words']}>
        <span className={styles['phase']}>{phases[scan.phase]}</span>
        <span>
          {count(scan.callsDone)} of {count(scan.callsPlanned)} calls
        </span>
        <span>{plural(scan.resources, 'resource')}</span>
        <span>{duration(scan.elapsedMs)}</span>
        {scan.etaMs === null || !isRunning(scan) ? null : <span>about {duration(scan.etaMs)} left</span>}
      </div>
      <ProgressBar label="Calls answered" done={scan.callsDone} total={scan.callsPlanned} />
    </div>
  );
}

function Matrix({ grid }: { readonly grid: ScanGrid }) {
  return (
    <div className={styles['matrix-scroll']}>
      <table className={styles['matrix']}>
        <thead>
          <tr>
            <th scope="col">Account</th>
            {grid.regions.map((region) => (
              <th key={region} scope="col">
                {region}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {grid.accounts.map(({ accountId, profiles }) => (
            <tr key={accountId}>
              <th scope="row">
                {spacedAccount(accountId)}
                <span className={styles['quiet']}>{profiles.join(', ')}</span>
              </th>
              {grid.regions.map((region) => (
                <td key={region}>
                  <Place cell={grid.cells.get(`${accountId}/${region}`)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Place({ cell }: { readonly cell: PlaceCell | undefined }) {
  if (cell === undefined) return <span className={styles['none']} />;
  const words = [
    `${count(cell.ok)} calls answered`,
    `${count(cell.failed)} failed`,
    `${count(cell.skipped)} not made`,
    plural(cell.items, 'resource'),
    ...failureTexts(cell),
  ];
  return (
    <span className={classNames(styles['place'], grounds[cell.tone])} title={words.join('\n')}>
      <StatusGlyph tone={cell.tone} label={cell.failed > 0 ? 'with failures' : 'answered'} />
      <span>
        {count(cell.items)}
        {cell.failed > 0 ? <span className={styles['failed']}> {count(cell.failed)} failed</span> : null}
      </span>
    </span>
  );
}

/** A few of them; the list below the matrix has all. */
function failureTexts(cell: PlaceCell): string[] {
  return cell.failures.slice(0, 6).map((failure) => `${failure.operation}: ${failure.sentence}`);
}

/** The same failure in many places is told once. */
function Reasons({ grid }: { readonly grid: ScanGrid }) {
  const groups = useMemo(() => failureGroups(grid), [grid]);
  if (groups.length === 0) return null;
  return (
    <section>
      <h3 className={styles['sub']}>What could not be read</h3>
      <ul className={styles['reasons']}>
        {groups.map((group) => (
          <li key={group.sentence}>
            {group.sentence}{' '}
            <span className={styles['quiet']} title={group.operations.join('\n')}>
              {group.operations.length === 1 ? group.operations[0] : plural(group.operations.length, 'call')},{' '}
              {plural(group.places, 'place')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
