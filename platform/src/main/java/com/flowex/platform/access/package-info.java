/**
 * Who is calling: signed access tokens and the caller they name.
 *
 * <p>Invariant: no caller exists whose token was not verified.
 */
@NullMarked
package com.flowex.platform.access;

import org.jspecify.annotations.NullMarked;
