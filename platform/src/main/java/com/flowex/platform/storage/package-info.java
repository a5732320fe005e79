/**
 * Object stores outside of the exchange: a folder, or a server that speaks S3.
 *
 * <p>Invariant: an object exists completely or not at all. A read to its end returns the bytes that were put, or an
 * error that names the object (ADR 0143).
 */
@NullMarked
package com.flowex.platform.storage;

import org.jspecify.annotations.NullMarked;
