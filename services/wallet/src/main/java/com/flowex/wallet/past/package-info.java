/**
 * What an account had at any event or time: the end of the chapter before it, and that chapter's events read again from the log.
 *
 * <p>Invariant: an answer is that of whole commands, and what it costs does not grow with age.
 */
@NullMarked
package com.flowex.wallet.past;

import org.jspecify.annotations.NullMarked;
