/**
 * Balances of an account at any event or time: the end of the chapter before it, and that chapter's events replayed
 * from the log.
 *
 * <p>Invariant: an answer covers whole commands, and its cost does not grow with age.
 */
@NullMarked
package com.flowex.wallet.app.history;

import org.jspecify.annotations.NullMarked;
