// One client's walk: each operation by its name, what went wrong with it, and how many there were.

import { leave } from './exchange.mjs'

/** A busy machine is waited for. The walk ends before the test that runs it gives up. */
export const WAIT_MILLIS = 300_000
const WALK_MILLIS = 840_000

export class Walk {
  #client
  #done = 0
  #failed = 0
  #cleanups = []

  constructor (client, millis = WALK_MILLIS) {
    this.#client = client
    setTimeout(() => {
      console.log(`FAIL ${client}: not through after ${millis / 1000} s`)
      process.exit(3)
    }, millis).unref()
  }

  /** Does one thing; what it answers, or undefined if it failed: the rest of the walk is tried all the same. */
  async tries (operation, body) {
    this.#done++
    try {
      const answer = await within(WAIT_MILLIS, body())
      console.log(`ok   ${this.#client} ${operation}`)
      return answer
    } catch (error) {
      this.#failed++
      console.log(`FAIL ${this.#client} ${operation}: ${words(error)}`)
      return undefined
    }
  }

  /** The same for what has to be refused: the error that `expected` takes. */
  async refused (operation, body, expected) {
    return this.tries(operation, async () => {
      let answer
      try {
        answer = await body()
      } catch (error) {
        if (!expected(error)) throw error
        return error
      }
      throw new Error('not refused: ' + JSON.stringify(answer))
    })
  }

  /** Things to close at the end. */
  after (cleanup) {
    this.#cleanups.push(cleanup)
  }

  /** Says how many there were and ends the process: 0 if all went well. */
  async end () {
    for (const cleanup of this.#cleanups) {
      try {
        await within(5_000, Promise.resolve(cleanup()))
      } catch (error) {
        console.log(`     ${this.#client} closing: ${words(error)}`)
      }
    }
    await within(WAIT_MILLIS, leave())
    console.log(`${this.#client}: ${this.#done} operations, ${this.#failed} failed`)
    process.exit(this.#failed === 0 ? 0 : 1)
  }
}

/** Throws unless it holds. */
export function that (holds, ...said) {
  if (!holds) throw new Error('expected otherwise: ' + said.map(each => typeof each === 'string' ? each : JSON.stringify(each)).join(' '))
}

export function within (millis, promise) {
  let timer
  const late = new Promise((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${millis / 1000} s`)), millis)
  })
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}

/** Asks until it holds. */
export async function until (question, holds, millis = WAIT_MILLIS) {
  const end = Date.now() + millis
  for (;;) {
    const answer = await question()
    if (holds(answer)) return answer
    if (Date.now() > end) throw new Error('never became what it should: ' + JSON.stringify(answer)?.slice(0, 600))
    await new Promise(resolve => setTimeout(resolve, 100))
  }
}

/** A mailbox: messages are kept until one like them is requested. */
export class Mailbox {
  #come = []
  #waiting = []

  put (message) {
    const at = this.#waiting.findIndex(waiter => waiter.like(message))
    if (at < 0) this.#come.push(message)
    else this.#waiting.splice(at, 1)[0].take(message)
  }

  /** The first like this, that is there already or comes yet. */
  next (like = () => true, millis = WAIT_MILLIS) {
    const at = this.#come.findIndex(like)
    if (at >= 0) return Promise.resolve(this.#come.splice(at, 1)[0])
    const waiter = { like }
    return within(millis, new Promise(take => this.#waiting.push(Object.assign(waiter, { take })))).catch(error => {
      this.#waiting.splice(this.#waiting.indexOf(waiter), 1)
      throw new Error(`${error.message}; came: ${JSON.stringify(this.#come).slice(0, 600)}`)
    })
  }

  /** The first like this, of something that is repeated until one comes: the start of a subscription is not announced. */
  async stirred (stir, like = () => true) {
    for (let left = WAIT_MILLIS / 3_000; ; left--) {
      await stir()
      try {
        return await this.next(like, 3_000)
      } catch (error) {
        if (left <= 0) throw error
      }
    }
  }
}

function words (error) {
  const more = error?.response?.data ?? error?.data ?? error?.body
  const text = error instanceof Error ? error.message : JSON.stringify(error)
  return (text + (more ? ' ' + (typeof more === 'string' ? more : JSON.stringify(more)) : '')).slice(0, 700)
}
