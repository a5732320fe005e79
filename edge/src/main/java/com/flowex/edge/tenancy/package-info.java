/**
 * Which tenants there are, and what each is configured to be.
 *
 * <p>Invariant: every process knows a change within the refresh interval of the settings, the one that made it at once; a
 * request is judged by memory alone.
 */
@NullMarked
package com.flowex.edge.tenancy;

import org.jspecify.annotations.NullMarked;
