/**
 * Edge: entry of requests over HTTP and WebSockets, with authentication, tenants, permissions and rate limits.
 *
 * <p>Invariant: it takes no decision about orders and money; a refusal costs less than an admitted request.
 */
@NullMarked
package com.flowex.access;

import org.jspecify.annotations.NullMarked;
