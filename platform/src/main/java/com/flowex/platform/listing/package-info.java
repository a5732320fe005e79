/** Listing assets and markets: their JSON, checked field by field, and the numbers they get in the log. */
@NullMarked
package com.flowex.platform.listing;

import org.jspecify.annotations.NullMarked;
