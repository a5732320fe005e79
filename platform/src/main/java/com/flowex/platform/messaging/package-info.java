/**
 * Transactional outbox: changes to data that PostgreSQL owns are recorded in the transaction of the change. They are
 * delivered to Redis and to consumers in this process, at least once and in order. Events of the log are published to
 * Redis beside it.
 *
 * <p>Invariant: the numbers of a tenant's topic have no gap and follow the order of commits; every committed message is
 * delivered, whichever receiver was away meanwhile.
 */
@NullMarked
package com.flowex.platform.messaging;

import org.jspecify.annotations.NullMarked;
