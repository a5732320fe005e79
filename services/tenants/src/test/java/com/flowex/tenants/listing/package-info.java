/** Tests of the package of the same name. */
@NullMarked
package com.flowex.tenants.listing;

import org.jspecify.annotations.NullMarked;
