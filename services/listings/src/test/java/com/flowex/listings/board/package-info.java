/**
 * All coins as answers show them: an immutable, sorted snapshot in memory, which is replaced as a whole.
 *
 * <p>Invariant: A snapshot is built from the tables; a request reads one snapshot and does not wait.
 */
@NullMarked
package com.flowex.listings.board;

import org.jspecify.annotations.NullMarked;
