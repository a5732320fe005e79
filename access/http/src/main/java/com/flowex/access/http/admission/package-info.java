/** Admission of requests and of WebSocket handshakes: credentials, tenant, rate limits, permissions. */
@NullMarked
package com.flowex.access.http.admission;

import org.jspecify.annotations.NullMarked;
