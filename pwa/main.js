/** Starts the app: theme, clock, veil, screens, and the worker that lets it start offline. */
import {render} from './vendor/preact.js'
import {watchAddress} from './router.js'
import {App} from './screens/app.js'
import {mayLookAgain} from './screens/session.js'
import {html} from './ui/html.js'
import {speak} from './ui/language.js'
import {wearTheme} from './ui/theme.js'
import {startTicking} from './ui/ticking.js'
import {keepUpToDate} from './ui/update.js'
import {wearVeil} from './ui/veil.js'

const place = document.getElementById('app')
if (!place) throw new Error('The page has no place for the app.')

wearTheme()
startTicking()
wearVeil(mayLookAgain)
watchAddress()
speak().finally(() => render(html`<${App} />`, place))

// After the first screen: filling the cache must not compete with it.
if (document.readyState === 'complete') keepUpToDate()
else addEventListener('load', () => keepUpToDate(), {once: true})
