/**
 * Alerts of users and of a tenant's desk: their rules, values, firings and notifications.
 *
 * <p>Invariant: each time that an alert goes off there is exactly one firing, even if the task runs several times or on
 * several machines.
 */
@NullMarked
package com.flowex.risk.app.watch;

import org.jspecify.annotations.NullMarked;
