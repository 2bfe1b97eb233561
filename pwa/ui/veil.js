/** The veil: nothing to be read over a shoulder, in the app switcher or before a lock. */

/**
 * Drawn at once, not by a rendering to come: the system takes its picture of the page in the
 * very next frame.
 *
 * @param {'drawn' | 'held'} [how] `held`: while something is NOT saved, with the alarm on it
 */
export function drawVeil(how = 'drawn') {
  document.documentElement.dataset['veil'] = how
}

export function liftVeil() {
  delete document.documentElement.dataset['veil']
}

/**
 * Veils the page whenever nobody can be looking at it.
 *
 * @param {() => boolean} mayLift asked when somebody looks again
 */
export function wearVeil(mayLift) {
  const held = () => document.documentElement.dataset['veil'] === 'held'
  const draw = () => {
    if (!held()) drawVeil()
  }
  const lift = () => {
    if (document.visibilityState === 'visible' && mayLift() && !held()) liftVeil()
  }
  const turned = () => (document.visibilityState === 'hidden' ? draw() : lift())
  const blurred = () => {
    // At a desk another window beside this one is work, not a stranger.
    if (matchMedia('(pointer: coarse)').matches) draw()
  }
  document.addEventListener('visibilitychange', turned)
  document.addEventListener('freeze', draw)
  addEventListener('pagehide', draw)
  addEventListener('blur', blurred)
  addEventListener('focus', lift)
  addEventListener('pageshow', lift)
  // Some browsers give no focus back after a dialog of their own.
  addEventListener('pointerdown', lift, {capture: true})
  if (document.visibilityState === 'hidden') draw()
}
