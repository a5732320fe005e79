/**
 * Objects that are kept outside of the exchange: in a folder, or in a store that speaks S3.
 *
 * <p>Invariant: an object is there whole or not at all, and what is read of it to its end is what was put, or an error that names
 * it (ADR 0143).
 */
@NullMarked
package com.flowex.ground.store;

import org.jspecify.annotations.NullMarked;
