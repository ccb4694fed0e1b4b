import { useContext } from 'react';
import { ClientContext } from '../client-context.ts';

/** Opens a page outside; the host refuses whatever is not AWS's. */
export function useExternalLink(): (url: string) => void {
  const client = useContext(ClientContext);
  return (url) => {
    client
      ?.call('external.open', { url })
      .then((answer) => {
        if (!answer.opened) window.open(url, '_blank', 'noopener,noreferrer');
      })
      .catch(() => undefined);
  };
}
