// Asks a little of the domain and of what is vendored: joined or apart, the same answers.
import {FLAVOURS} from './domain/csvtext.js'
import {dayLog} from './domain/daylog.js'
import {derive, isoLocal} from './domain/instants.js'
import {ENUMERATIONS, fieldsOf, KINDS, label} from './domain/kinds.js'
import {mergeOp, nextStamp} from './domain/merge.js'
import {lengthOf, union, without} from './domain/totals.js'
import {html} from './ui/html.js'
import {h} from './vendor/preact.js'
import {computed, signal} from './vendor/signals-core.js'

const ops = [
  {
    id: 'a',
    op: 'put',
    set: {code: 'travel', note: 'n'},
    seen: {},
    stamp: [10, 'd1', 1],
  },
  {id: 'b', op: 'put', set: {code: 'desk'}, seen: {}, stamp: [20, 'd2', 1]},
  {id: 'c', op: 'delete', set: {}, seen: {}, stamp: [30, 'd2', 2]},
]
const spans = [
  [0, 5],
  [3, 9],
  [20, 30],
]
const count = signal(20)
const double = computed(() => count.value * 2)
count.value += 1

tell(
  JSON.stringify([
    ops.map((_, i) =>
      ops.slice(0, i + 1).reduce((s, op) => mergeOp(s, op).state, null),
    ),
    nextStamp({wall: 5, offset: 2, last: 9, seen: 3}),
    lengthOf(without(union(spans), [[4, 6]])),
    derive({wall: 1795368000123, mono: 5.5, boot: 'b1', utcoff: 60}, []),
    isoLocal(1795368000123, 60),
    Object.keys(FLAVOURS),
    Object.keys(KINDS).map((kind) => fieldsOf(kind)),
    Object.keys(ENUMERATIONS).map((name) => label(name, ENUMERATIONS[name][0])),
    typeof dayLog,
    html`<p class="quiet">${html`<b>${count.value}</b>`} it’s // no comment</p>`,
    h('p', null, double.value),
  ]),
)
