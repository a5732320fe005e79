/** Assets and markets that a tenant lists. */
@NullMarked
package com.flowex.tenants.app.listing;

import org.jspecify.annotations.NullMarked;
