/**
 * Who is calling: signed access tokens and the caller they name; and what a caller is to those who decide, whatever way they asked by.
 *
 * <p>Invariant: no caller exists whose token was not verified.
 */
@NullMarked
package com.flowex.edge.access;

import org.jspecify.annotations.NullMarked;
