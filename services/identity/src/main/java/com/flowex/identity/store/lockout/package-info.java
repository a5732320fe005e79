/** Counters of failed attempts, in PostgreSQL or Redis. */
@NullMarked
package com.flowex.identity.store.lockout;

import org.jspecify.annotations.NullMarked;
