/**
 * Tenants of the platform and their configurations.
 *
 * <p>Invariant: every process knows a change within the configured refresh interval, the one that made it at once;
 * requests are checked only against memory.
 */
@NullMarked
package com.flowex.access.tenancy;

import org.jspecify.annotations.NullMarked;
