/** Routes, endpoints and requests: all that a service needs to answer HTTP. */
@NullMarked
package com.flowex.access.http.route;

import org.jspecify.annotations.NullMarked;
