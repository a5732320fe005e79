/** Routing table: read once at the start, strictly, and never changed. */
@NullMarked
package com.flowex.gateway.route;

import org.jspecify.annotations.NullMarked;
