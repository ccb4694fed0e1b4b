import { Component, type ReactNode } from 'react';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/state-views.tsx';

export interface ErrorBoundaryProps {
  /** What failed, in the sentence "… could not be drawn". */
  readonly what: string;
  /** The boundary tries again by itself when this changes, e.g. when another view is chosen. */
  readonly resetKey: string;
  readonly children: ReactNode;
}

interface ErrorBoundaryState {
  readonly error: Error | null;
  readonly resetKey: string;
}

/** Keeps a bug in one part from taking the window down. A class, because React has no other way to catch. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { error: null, resetKey: this.props.resetKey };

  static getDerivedStateFromError(error: unknown): Partial<ErrorBoundaryState> {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  static getDerivedStateFromProps(props: ErrorBoundaryProps, state: ErrorBoundaryState): Partial<ErrorBoundaryState> | null {
    return props.resetKey === state.resetKey ? null : { error: null, resetKey: props.resetKey };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <EmptyState
        icon="info"
        title={`${this.props.what} could not be drawn`}
        actions={<Button onPress={() => this.setState({ error: null })}>Try again</Button>}
      >
        This is a fault of Linkscape, not of your estate. The other views still work. {error.message}
      </EmptyState>
    );
  }
}
