/** Signals bound to Preact: reading `.value` in a component subscribes that component. */
import type {ReadonlySignal, Signal} from './signals-core.js'
export type {ReadonlySignal, Signal} from './signals-core.js'
export {batch, computed, effect, signal, untracked} from './signals-core.js'
export function useSignal<T>(value: T): Signal<T>
export function useComputed<T>(make: () => T): ReadonlySignal<T>
export function useSignalEffect(run: () => void | (() => void)): void
