/**
 * Who makes, configures, closes and takes along whole exchanges.
 *
 * <p>Invariant: a tenant is active only when everything it was asked to begin with is there, however often making it was cut off.
 */
@NullMarked
package com.flowex.tenants;

import org.jspecify.annotations.NullMarked;
