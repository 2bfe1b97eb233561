/** The hooks this project uses. */
type Cleanup = void | (() => void)
export function useState<T>(first: T | (() => T)): [T, (next: T | ((now: T) => T)) => void]
export function useEffect(run: () => Cleanup, inputs?: readonly unknown[]): void
export function useLayoutEffect(run: () => Cleanup, inputs?: readonly unknown[]): void
export function useMemo<T>(make: () => T, inputs: readonly unknown[]): T
export function useCallback<T>(callback: T, inputs: readonly unknown[]): T
export function useRef<T>(first: T): {current: T}
export function useId(): string
export function useErrorBoundary(
  callback?: (error: unknown) => void,
): [unknown, () => void]
