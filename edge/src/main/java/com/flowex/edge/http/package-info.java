/**
 * The HTTP server every service stands on: routes, one chain around each, problem documents for every error.
 *
 * <p>Invariant: whatever goes wrong, the client gets a problem document with a code and the request's id.
 */
@NullMarked
package com.flowex.edge.http;

import org.jspecify.annotations.NullMarked;
