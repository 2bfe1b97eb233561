/** A vault opened without a passphrase: deriving a key takes half a second, on purpose. */
import {newSecrets} from '../../pwa/store/bundle.js'
import {privateKey} from '../../pwa/store/hpke.js'
import {keysOf} from '../../pwa/store/seal.js'

export const ANA = {id: '0190-ana', login: 'ana', name: 'Ana'}

let count = 0

export async function openedVault({
  account = ANA,
  device = 'd_ana',
  fresh = true,
} = {}) {
  count += 1
  const secrets = await newSecrets({account, device, at: new Date(0)})
  return openedWith(secrets, `v_${String(count).padStart(32, '0')}`, {fresh})
}

export async function openedWith(secrets, vault, {fresh = false} = {}) {
  const {account, device, pairs} = secrets
  const keys = await keysOf(secrets)
  const inboxKeys = await Promise.all(
    pairs.map(async ({pub, key}) => ({pub, priv: await privateKey(key)})),
  )
  const {pub} = pairs[0]
  return {
    vault,
    uid: account.id,
    account,
    device,
    keys,
    inboxKeys,
    fresh,
    alarm: null,
    pub,
  }
}
