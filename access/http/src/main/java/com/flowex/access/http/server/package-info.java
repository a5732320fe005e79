/** The HTTP server and the chain around every route. */
@NullMarked
package com.flowex.access.http.server;

import org.jspecify.annotations.NullMarked;
