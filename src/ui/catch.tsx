import { Component, type ReactNode } from 'react';

interface Props {
  /** When it changes, what failed is tried again. */
  resetKey: string;
  fallback: (error: unknown, retry: () => void) => ReactNode;
  onRetry: () => void;
  children: ReactNode;
}
interface State {
  failure: { error: unknown } | null;
  resetKey: string;
}

/** Catches what its children throw while drawing. React offers this only to classes. */
export class Catch extends Component<Props, State> {
  override state: State = { failure: null, resetKey: this.props.resetKey };

  static getDerivedStateFromError(error: unknown): Pick<State, 'failure'> {
    return { failure: { error } };
  }

  static getDerivedStateFromProps(props: Props, state: State): State | null {
    return props.resetKey === state.resetKey ? null : { failure: null, resetKey: props.resetKey };
  }

  readonly retry = () => {
    this.props.onRetry();
    this.setState({ failure: null });
  };

  override render(): ReactNode {
    const { failure } = this.state;
    return failure === null ? this.props.children : this.props.fallback(failure.error, this.retry);
  }
}
