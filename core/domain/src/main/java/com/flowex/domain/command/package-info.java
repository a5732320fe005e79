/**
 * Requests that the engine accepts, named as imperatives.
 *
 * <p>Invariant: a command carries everything that decides its outcome, apart from the log's time.
 */
@NullMarked
package com.flowex.domain.command;

import org.jspecify.annotations.NullMarked;
