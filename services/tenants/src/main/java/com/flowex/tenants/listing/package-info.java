/** What a tenant has to trade: the JSON of assets and markets, checked field by field, and the numbers they get in the log. */
@NullMarked
package com.flowex.tenants.listing;

import org.jspecify.annotations.NullMarked;
