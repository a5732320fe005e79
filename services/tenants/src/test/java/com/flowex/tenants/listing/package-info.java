/** Assets and markets of a tenant: their JSON, checked field by field, and their numbers in the log. */
@NullMarked
package com.flowex.tenants.listing;

import org.jspecify.annotations.NullMarked;
