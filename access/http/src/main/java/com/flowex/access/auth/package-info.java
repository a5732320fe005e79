/**
 * Authentication: signed access tokens and the callers they name, and the caller as seen by decisions, over any
 * protocol.
 *
 * <p>Invariant: no caller exists without a verified token or signature.
 */
@NullMarked
package com.flowex.access.auth;

import org.jspecify.annotations.NullMarked;
