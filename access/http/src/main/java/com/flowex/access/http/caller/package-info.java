/** The sender of a request: address, request id, credentials and tenant. */
@NullMarked
package com.flowex.access.http.caller;

import org.jspecify.annotations.NullMarked;
