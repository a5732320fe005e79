/** Tables of the service, their statements and rows. */
@NullMarked
package com.flowex.listings.store;

import org.jspecify.annotations.NullMarked;
