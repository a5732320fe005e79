/** Planted violations. */
@NullMarked
package com.flowex.identity.session.planted;

import org.jspecify.annotations.NullMarked;
