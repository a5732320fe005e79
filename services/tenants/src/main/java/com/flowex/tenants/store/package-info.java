/** Tables of the service, their statements and rows. */
@NullMarked
package com.flowex.tenants.store;

import org.jspecify.annotations.NullMarked;
