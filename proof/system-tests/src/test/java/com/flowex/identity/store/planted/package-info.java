/** Planted violations. */
@NullMarked
package com.flowex.identity.store.planted;

import org.jspecify.annotations.NullMarked;
