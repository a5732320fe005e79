/**
 * The processes behind the gateway, what is known of how they are, and who is asked next. One that is out hears no call of a client
 * until it is back.
 */
@NullMarked
package com.flowex.gateway.upstream;

import org.jspecify.annotations.NullMarked;
