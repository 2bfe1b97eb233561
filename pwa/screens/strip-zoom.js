/** How close one looks at a line of time: by button, by wheel, by two fingers. */
import {useEffect, useLayoutEffect, useRef} from '../vendor/hooks.js'
import {useSignal} from '../vendor/signals.js'

const STEP = 1.6

/**
 * What is under the pointer, or else in the middle, stays where it is.
 *
 * @param {number} most
 */
export function useZoom(most) {
  const box = useRef(/** @type {HTMLDivElement | null} */ (null))
  const zoom = useSignal(1)
  const anchor = useRef({part: 0.5, x: 0})
  const level = Math.min(zoom.value, most)

  /** @param {number} factor @param {number} [clientX] */
  const by = (factor, clientX) => {
    const {current: scroller} = box
    if (!scroller) return
    const {left} = scroller.getBoundingClientRect()
    const x = clientX === undefined ? scroller.clientWidth / 2 : clientX - left
    anchor.current = {part: (scroller.scrollLeft + x) / scroller.scrollWidth, x}
    zoom.value = Math.min(most, Math.max(1, Math.min(zoom.peek(), most) * factor))
  }
  const latest = useRef(by)
  latest.current = by

  useLayoutEffect(() => {
    const {current: scroller} = box
    const {part, x} = anchor.current
    if (scroller) scroller.scrollLeft = part * scroller.scrollWidth - x
  }, [level])

  useEffect(() => {
    const {current: scroller} = box
    if (!scroller) return
    let apart = 0
    /** @param {WheelEvent} event */
    const wheel = (event) => {
      if (!event.ctrlKey) return
      event.preventDefault()
      latest.current(Math.exp(-event.deltaY / 300), event.clientX)
    }
    /** @param {TouchEvent} event */
    const touch = (event) => {
      const [a, b] = event.touches
      if (!a || !b) {
        apart = 0
        return
      }
      event.preventDefault()
      const now = Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY)
      if (apart) latest.current(now / apart, (a.clientX + b.clientX) / 2)
      apart = now
    }
    const active = {passive: false}
    scroller.addEventListener('wheel', wheel, active)
    for (const name of /** @type {const} */ (['touchstart', 'touchmove', 'touchend']))
      scroller.addEventListener(name, touch, active)
    return () => {
      scroller.removeEventListener('wheel', wheel)
      for (const name of /** @type {const} */ (['touchstart', 'touchmove', 'touchend']))
        scroller.removeEventListener(name, touch)
    }
  }, [])

  return {
    box,
    level,
    by,
    closer: () => by(STEP),
    farther: () => by(1 / STEP),
    whole: () => {
      zoom.value = 1
    },
    /** @param {number} screens to the right */
    pan(screens) {
      box.current?.scrollBy({left: screens * box.current.clientWidth})
    },
  }
}
