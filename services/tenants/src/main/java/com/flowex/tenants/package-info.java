/**
 * Creation, configuration, closure and export of whole exchanges.
 *
 * <p>Invariant: a tenant becomes active only when its whole initial plan is done, also after interruptions.
 */
@NullMarked
package com.flowex.tenants;

import org.jspecify.annotations.NullMarked;
