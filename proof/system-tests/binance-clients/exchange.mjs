// The exchange as its own clients know it: users, keys and money for a walk, and a counterparty to trade with.

import { generateKeyPairSync, randomBytes } from 'node:crypto'

export const BASE_URL = process.env.BASE_URL ?? 'http://localhost:8000'
export const WS_URL = BASE_URL.replace(/^http/, 'ws')

async function asked (method, path, body, token) {
  const answer = await fetch(BASE_URL + path, {
    method,
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: body === undefined ? undefined : JSON.stringify(body)
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
  return text ? JSON.parse(text) : undefined
}

const everybody = []

/** Takes out of the books what a walk has left there: the next one begins with empty ones. */
export async function leave () {
  for (const user of everybody) await user.ask('DELETE', '/api/trading/orders')
}

/** A user with an account. */
export class User {
  #token

  static async make (money = {}) {
    const user = new User()
    const email = `walker-${randomBytes(6).toString('hex')}@example.com`
    const password = 'SecurePass123!'
    await asked('POST', '/api/auth/register', { email, password, first_name: 'Ada', last_name: 'Walker' })
    user.#token = (await asked('POST', '/api/auth/login', { email, password })).access_token
    everybody.push(user)
    for (const [currency, amount] of Object.entries(money)) await user.deposit(currency, amount)
    return user
  }

  ask (method, path, body) {
    return asked(method, path, body, this.#token)
  }

  deposit (currency, amount) {
    return this.ask('POST', '/api/wallet/deposit', { currency, amount })
  }

  /** An order of a market's own name, as BTC-USDT. */
  order (symbol, side, type, fields) {
    return this.ask('POST', '/api/trading/orders', { symbol, side, type, ...fields })
  }

  /** Where this user is paid to. */
  async address (currency) {
    const page = await this.ask('GET', '/api/wallet/addresses')
    return page.items.find(each => each.currency === currency)
  }

  async allow (network, address) {
    await this.ask('POST', '/api/wallet/allow-list', { network, address, label: 'a friend' })
    await new Promise(resolve => setTimeout(resolve, 1_500)) // until it counts: a second, by the test's settings
  }

  /** A key that signs with a shared secret. */
  async hmacKey (permissions = ['read', 'trade']) {
    const made = await this.ask('POST', '/api/auth/api-keys', { label: 'walk', permissions })
    return { key: made.api_key, secret: made.api_secret }
  }

  /** A key of which the exchange knows the public half: ed25519 or rsa. */
  async pairKey (kind, permissions = ['read', 'trade']) {
    const pair = kind === 'rsa' ? generateKeyPairSync('rsa', { modulusLength: 2048 }) : generateKeyPairSync(kind)
    const publicKey = pair.publicKey.export({ type: 'spki', format: 'pem' })
    const made = await this.ask('POST', '/api/auth/api-keys', { label: kind, permissions, public_key: publicKey })
    return { key: made.api_key, privateKey: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }) }
  }
}

/** A walker with money, and a friend who quotes. */
export async function company () {
  const walker = await User.make({ USDT: '40000', BTC: '0.9' })
  const friend = await User.make({ USDT: '40000', BTC: '0.9' })
  return { walker, friend }
}
