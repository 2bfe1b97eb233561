/** The part of Preact this project uses, typed by hand: the package's own types are not vendored. */
export type Child =
  | VNode
  | Child[]
  | string
  | number
  | boolean
  | null
  | undefined
  | {readonly value: Child}
export interface VNode {
  type: unknown
  props: Record<string, unknown>
  key: unknown
}
export function h(type: unknown, props: object | null, ...children: Child[]): VNode
export function render(vnode: Child, parent: Element): void
export const Fragment: (props: {children?: Child}) => Child
