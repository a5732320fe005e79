/**
 * Alerts of users and of a tenant's desk: their rules, what they look at, what fired, and who is told.
 *
 * <p>Invariant: of each time that an alert goes off there is one firing, however often and wherever the work is begun.
 */
@NullMarked
package com.flowex.risk.watch;

import org.jspecify.annotations.NullMarked;
