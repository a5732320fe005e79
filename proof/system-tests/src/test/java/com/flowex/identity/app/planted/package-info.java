/** Planted violations. */
@NullMarked
package com.flowex.identity.app.planted;

import org.jspecify.annotations.NullMarked;
