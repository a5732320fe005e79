/**
 * What PostgreSQL owns says what changed, in the transaction of the change; it is told to Redis and to consumers in this process, at
 * least once and in order. Events of the log are told to Redis beside it.
 *
 * <p>Invariant: the numbers of a tenant's topic have no gap and follow the order of commits; what was committed is told, whoever was
 * away meanwhile.
 */
@NullMarked
package com.flowex.ground.outbox;

import org.jspecify.annotations.NullMarked;
