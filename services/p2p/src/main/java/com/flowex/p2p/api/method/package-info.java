/** Routes of payment methods. */
@NullMarked
package com.flowex.p2p.api.method;

import org.jspecify.annotations.NullMarked;
