/**
 * HTTP server of every service: routes, one chain around each, problem documents for every error.
 *
 * <p>Invariant: after any failure the client gets a problem document with a code and the request's id.
 */
@NullMarked
package com.flowex.access.http;

import org.jspecify.annotations.NullMarked;
