/** Tables of security cases and of networks seen before. */
@NullMarked
package com.flowex.identity.store.guard;

import org.jspecify.annotations.NullMarked;
