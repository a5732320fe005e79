/**
 * All coins as answers show them: in memory, sorted, never changed but replaced.
 *
 * <p>Invariant: A board is made of what the tables have; a request reads one and waits for nothing.
 */
@NullMarked
package com.flowex.listings.board;

import org.jspecify.annotations.NullMarked;
